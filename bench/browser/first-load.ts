import { gzipSync } from 'node:zlib'
import { browser, closeBrowser } from '../../test/browser/chromium.ts'
import { builtSite, serveFolder } from '../../test/browser/site.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { OURS, type Outcome } from '../suite.ts'
import { expectBrowser } from './site.ts'

/** The bytes of the topics page before anybody touches it. */
export const FIRST_LOAD: SpeedWork = {
  name: 'first-load',
  title: 'the topics page of the playground, opened in a fresh profile and left alone',
  run
}

async function run({ wants }: Field): Promise<Outcome> {
  if (!wants(OURS)) return { rows: [], skipped: [] }
  expectBrowser()
  const served = await serveFolder(await builtSite())
  try {
    // What the service worker keeps for later is no part of the page.
    const context = await (await browser()).newContext({ serviceWorkers: 'block' })
    const page = await context.newPage()
    const sizes = { script: 0, style: 0, other: 0 }
    page.on('response', async response => {
      const type = response.headers()['content-type'] ?? ''
      const bytes = gzipSync(await response.body(), { level: 9 }).length
      sizes[type.includes('javascript') ? 'script' : type.includes('css') ? 'style' : 'other'] += bytes
    })
    await page.goto(`${served.address}topics/`, { waitUntil: 'networkidle' })
    await context.close()
    const row = (measure: string, value: number) => ({ work: FIRST_LOAD.name, measure, system: OURS, value })
    return {
      rows: [row('script_bytes', sizes.script), row('style_bytes', sizes.style), row('other_bytes', sizes.other)],
      skipped: []
    }
  } finally {
    await closeBrowser()
    await served.close()
  }
}
