import { entryOf } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'

const { write } = process.stdout
let loading = 0

/** What `load` gives; what it prints meanwhile is thrown away, since standard output belongs to the report. */
export async function quietly<T>(load: () => Promise<T>): Promise<T> {
  if (loading++ === 0) process.stdout.write = () => true
  try {
    return await load()
  } finally {
    if (--loading === 0) process.stdout.write = write
  }
}

/** A system of the suite `quality`, in this process. */
export const systemNamed = (name: string): Promise<System> => quietly(() => entryOf(name).load())

/** A CommonJS package of `bench/rivals`, of the type that the caller says. */
export async function rivalPackage<T>(path: string): Promise<T> {
  const { createRequire } = await import('node:module')
  const require = createRequire(new URL('../rivals/package.json', import.meta.url))
  return quietly(async () => require(path) as T)
}
