import type { CDPSession, Page } from 'playwright-core'
import { browser, closeBrowser } from '../../test/browser/chromium.ts'
import { builtSite, serveFolder } from '../../test/browser/site.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { OURS, type Outcome } from '../suite.ts'
import { expectBrowser, withPage } from './site.ts'

/** Typed one key after the other: a comment of ordinary words and one that the filters have something to say to. */
const TEXT = 'Thanks for the plan of the birdbox, it fits. Claim your free prize now at www.example.com, you fool!'

/** Milliseconds from key to key, in which whatever a page does about a key is done. */
const PAUSE = 120

/** The name of the page that does nothing about keys. */
export const PLAIN = 'plain-page'

/** Keys pressed in the comment form of the playground and in one that nothing listens to. */
export const TYPING: SpeedWork = {
  name: 'typing',
  title: `a comment of ${TEXT.length} keys in the filter page of the playground, and in a page that has a text box alone`,
  run
}

async function run({ wants }: Field): Promise<Outcome> {
  expectBrowser()
  const site = await serveFolder(await builtSite())
  try {
    return await withPage(async folder => {
      const plain = await serveFolder(folder)
      try {
        const idle = await timeKeys(plain.address)
        const ours = await timeKeys(`${site.address}filter/`)
        const row = (system: string, measure: string, value: number) => ({
          work: TYPING.name,
          measure,
          system,
          value,
          n: TEXT.length
        })
        const rows = [
          row(OURS, 'key_p50_ms', quantile(ours, 0.5)),
          row(PLAIN, 'key_p50_ms', quantile(idle, 0.5)),
          row(OURS, 'key_p95_ms', quantile(ours, 0.95)),
          row(PLAIN, 'key_p95_ms', quantile(idle, 0.95)),
          row(OURS, 'key_p95_added_ms', quantile(ours, 0.95) - quantile(idle, 0.95))
        ]
        return { rows: rows.filter(({ system }) => wants(system)), skipped: [] }
      } finally {
        await plain.close()
      }
    })
  } finally {
    await closeBrowser()
    await site.close()
  }
}

/** The time that the main thread of a page spends on each key, in milliseconds: all tasks until the next. */
async function timeKeys(address: string): Promise<number[]> {
  const page = await (await browser()).newPage()
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.locator('textarea').first().click()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  // Whatever is loaded or compiled by the first keys is not what typing is like.
  await typeKeys(page, session, TEXT)
  await page.locator('textarea').first().fill('')
  const times = await typeKeys(page, session, TEXT)
  await page.close()
  return times
}

async function typeKeys(page: Page, session: CDPSession, text: string): Promise<number[]> {
  const out: number[] = []
  for (const key of text) {
    const before = await busy(session)
    await page.keyboard.type(key)
    await page.waitForTimeout(PAUSE)
    out.push((await busy(session)) - before)
  }
  return out
}

async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]
}
