import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe calls it, how grave it is, and where it is. */
export interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What a page is looked at for. */
export interface Looked {
  /** Rules, where not all. */
  readonly only?: readonly string[]
}

/** What axe finds wrong in a page as it stands. Colours that are still changing are waited for. */
export async function axe(page: Page, { only }: Looked = {}): Promise<readonly Violation[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(SOURCE)
  return page.evaluate(async only => {
    while (document.getAnimations().some(({ playState }) => playState === 'running'))
      await new Promise(requestAnimationFrame)
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run({ resultTypes: ['violations'], ...(only && { runOnly: only }) })
    return violations
  }, only)
}

/** The same, a line each. */
export async function violations(page: Page, looked?: Looked): Promise<string[]> {
  const found = await axe(page, looked)
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
}

/** Another colour scheme changes colours alone. */
export const COLOURS: Looked = { only: ['color-contrast'] }

interface Axe {
  run(options: object): Promise<{ readonly violations: readonly Violation[] }>
}
