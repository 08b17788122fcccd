import type { CDPSession, Page } from 'playwright-core'
import { browser, closeBrowser } from '../../test/browser/chromium.ts'
import { builtSite, serveFolder } from '../../test/browser/site.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { OURS, type Outcome } from '../suite.ts'
import { expectBrowser, withPage } from './site.ts'

/** Typed one key after the other: a comment of ordinary words and one that the filters have something to say to. */
const TEXT = 'The birdbox fits, thanks. Claim your free prize now, you fool!'

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
        const row = (system: string, measure: string, value: number) => ({
          work: TYPING.name,
          measure,
          system,
          value,
          n: TEXT.length
        })
        const pages = [
          [PLAIN, await timeKeys(plain.address)],
          [OURS, await timeKeys(`${site.address}filter/`)]
        ] as const
        const rows = pages.flatMap(([system, keys]) =>
          (['wait', 'work'] as const).flatMap(what =>
            ([50, 95] as const).map(q => row(system, `key_${what}_p${q}_ms`, quantile(keys[what], q / 100)))
          )
        )
        const added = (what: 'wait' | 'work') => quantile(pages[1][1][what], 0.95) - quantile(pages[0][1][what], 0.95)
        rows.push(row(OURS, 'key_wait_added_ms', added('wait')), row(OURS, 'key_work_added_ms', added('work')))
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

/** What keys cost the main thread of a page until the next one, in milliseconds, ascending. */
interface Keys {
  /** The longest that anything else has to wait: one thing done in one go, drawing among it. */
  readonly wait: readonly number[]
  /** All script, style and layout. */
  readonly work: readonly number[]
}

async function timeKeys(address: string): Promise<Keys> {
  const page = await (await browser()).newPage()
  await page.goto(address, { waitUntil: 'networkidle' })
  const field = page.locator('textarea').first()
  await field.click()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const nothing = async () => 0
  // Whatever is loaded or compiled by the first keys is not what typing is like.
  await typeKeys(page, nothing, nothing)
  await field.fill('')
  const worked = () => workOf(session)
  const work = await typeKeys(page, worked, worked)
  await field.fill('')
  await page.evaluate(WATCH)
  const wait = await typeKeys(
    page,
    async () => {
      await page.evaluate('longestWait()')
      return 0
    },
    () => page.evaluate<number>('longestWait()')
  )
  await page.close()
  return { wait, work }
}

/** A message that the page sends itself again and again waits as long as whatever comes between. */
const WATCH = `
  const { port1, port2 } = new MessageChannel()
  let last = performance.now()
  let longest = 0
  port1.onmessage = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    port2.postMessage(0)
  }
  port2.postMessage(0)
  globalThis.longestWait = () => {
    const waited = longest
    longest = 0
    return waited
  }`

/** The differences between what is read before a key and after it, ascending. */
async function typeKeys(page: Page, before: () => Promise<number>, after: () => Promise<number>): Promise<number[]> {
  const out: number[] = []
  for (const key of TEXT) {
    const start = await before()
    await page.keyboard.type(key)
    await page.waitForTimeout(PAUSE)
    out.push((await after()) - start)
  }
  return out.sort((a, b) => a - b)
}

const WORK: ReadonlySet<string> = new Set(['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'])

async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * metrics.filter(({ name }) => WORK.has(name)).reduce((sum, { value }) => sum + value, 0)
}

const quantile = (sorted: readonly number[], q: number) => sorted[Math.ceil(q * sorted.length) - 1]
