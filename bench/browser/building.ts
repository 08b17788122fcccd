import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { browser, closeBrowser } from '../../test/browser/chromium.ts'
import { serveFolder } from '../../test/browser/site.ts'
import { drawDocuments, sentencePool } from '../growth/documents.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { readNews } from '../speed/news.ts'
import { middle } from '../speed/ratio.ts'
import { BenchError, OURS, type Outcome, type Row } from '../suite.ts'
import { type Smoothness, watched } from './frames.ts'
import { expectBrowser, withPage } from './site.ts'

const DOCUMENTS = 5000
const ROUNDS = 3

/** Where a search is built: what the page waits for as long as a build takes is how the machine does without one. */
export const PLACES = { [OURS]: 'worker', 'waymark-page': 'page', idle: 'nothing' } as const
type Place = keyof typeof PLACES

/** A search over many documents, built in a worker and on the page. */
export const BUILDING: SpeedWork = {
  name: 'building',
  title: `building a search over ${DOCUMENTS.toLocaleString('en')} documents of three sentences from AG News in the worker, on the page, and not at all`,
  run
}

async function run({ data, wants }: Field): Promise<Outcome> {
  expectBrowser()
  const texts = readNews(data).train.map(({ text }) => text)
  const documents = drawDocuments(sentencePool(texts), DOCUMENTS, 1)
  const places = (Object.keys(PLACES) as Place[]).filter(wants)
  const fared = await withPage(async folder => {
    writeFileSync(join(folder, 'documents.json'), JSON.stringify(documents))
    const served = await serveFolder(folder)
    try {
      return await buildInTurn(served.address, places)
    } finally {
      await closeBrowser()
      await served.close()
    }
  })
  return { rows: places.flatMap(place => rowsOf(place, fared.get(place) ?? [])), skipped: [] }
}

async function buildInTurn(address: string, places: readonly Place[]): Promise<Map<Place, Smoothness[]>> {
  const out = new Map<Place, Smoothness[]>(places.map(place => [place, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const place of places) {
      const page = await (await browser()).newPage()
      await page.goto(address, { waitUntil: 'networkidle' })
      await page.evaluate("fetch('documents.json').then(r => r.json()).then(d => { globalThis.documents = d })")
      const seen = await watched(page, `() => builders.${PLACES[place]}(documents)`)
      if (seen.value !== DOCUMENTS) throw new BenchError(`${place}: expected ${DOCUMENTS} documents, got ${seen.value}`)
      out.get(place)?.push(seen)
      await page.close()
    }
  }
  return out
}

function rowsOf(system: Place, seen: readonly Smoothness[]): Row[] {
  const row = (measure: string, of: (one: Smoothness) => number) => ({
    work: BUILDING.name,
    measure,
    system,
    ...middle(seen.map(of))
  })
  return [
    row('long_tasks', ({ longTasks }) => longTasks),
    row('longest_frame_ms', ({ frame }) => frame),
    row('build_ms', ({ ms }) => ms)
  ]
}
