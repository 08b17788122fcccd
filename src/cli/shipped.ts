import { statSync } from 'node:fs'
import { isModelName, loadManifest } from '../index.ts'
import { home } from './home.ts'

/** The hub that comes with the package. */
export const SHIPPED_HUB = new URL('models/', home)

/** The names of the models that come with the package. */
export async function shippedNames(): Promise<string[]> {
  const { models } = await loadManifest(SHIPPED_HUB)
  return models.map(({ name }) => name)
}

/** Whether a model argument names a model that comes with the package, and no file of that name goes before it. */
export async function isShipped(model: string): Promise<boolean> {
  if (!isModelName(model) || statSync(model, { throwIfNoEntry: false })?.isFile()) return false
  return (await shippedNames()).includes(model)
}
