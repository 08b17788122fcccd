import type { Classification, Example } from 'waymark/classify'
import { byId } from '../shared/element.ts'
import { whenNear } from '../shared/figure.ts'
import { showEmpty, showError, showWaiting } from '../shared/state.ts'
import { leaveOutBeside } from './beside.ts'
import { labelsOf } from './data.ts'
import type { LeftOut } from './thread.ts'
import type { Judged } from './trust.ts'

/** So long nothing may have changed before sentences are left out anew. */
const QUIET = 500
const LEAST = 4

/** The two charts under the sentences. Their code comes when they are about to be seen. */
export interface Charts {
  /** The tagger has changed: draws again when it has been left alone for a while. Without examples there is nothing to leave out. */
  changed(examples: readonly Example[], vectors: boolean): void
  /** Moves the ring. */
  moved(draft: Classification): void
  /** Shows answers to a file instead, until the tagger changes. */
  measured(answers: readonly Judged[], source: string): void
}

/** Waits for the charts to come near. */
export function startCharts(): Charts {
  const map = byId('map', HTMLElement)
  const trust = byId('trust', HTMLElement)
  let near = false
  let timer = 0
  let rows: readonly LeftOut[] = []
  let draft: Classification | undefined
  let last: { readonly examples: readonly Example[]; readonly vectors: boolean } | undefined
  /** Whether answers to a file are shown, which those to sentences must not take the place of. */
  let fromFile = false
  const drawings = () => Promise.all([import('./map.ts'), import('./trust.ts')])
  const drawMap = async () => {
    const [{ showMap }] = await drawings()
    if (rows.length > 0 && draft !== undefined) showMap(map, rows, labelsOf(last?.examples ?? []), draft)
  }
  const draw = async () => {
    if (!near || last === undefined) return
    const asked = last
    if (asked.examples.length < LEAST) return nothing()
    try {
      const [[, { showTrust }], found] = await Promise.all([drawings(), leaveOutBeside(asked.examples, asked.vectors)])
      if (asked !== last || found.length === 0) return
      rows = found
      await drawMap()
      if (fromFile) return
      showTrust(
        trust,
        rows.map(row => ({ probability: row.probability, right: row.label === row.given })),
        'sentences left out'
      )
    } catch (error) {
      showError(map, error, () => void draw())
      if (!fromFile) showError(trust, 'The other chart says why this one is missing.')
    } finally {
      if (asked === last) for (const chart of [map, trust]) chart.classList.remove('stale')
    }
  }
  const nothing = () => {
    rows = []
    showEmpty(map, 'A few sentences for each topic, and they are drawn here.')
    showEmpty(trust, 'No sentences to leave out. Drop a CSV file below and measure the tagger on it.')
  }
  showWaiting(map, 'Leaving out one sentence after the other …')
  showWaiting(trust, 'Leaving out one sentence after the other …')
  whenNear(map, () => {
    near = true
    void draw()
  })
  return {
    changed(examples, vectors) {
      last = { examples, vectors }
      fromFile = false
      for (const chart of [map, trust]) chart.classList.add('stale')
      clearTimeout(timer)
      timer = window.setTimeout(() => void draw(), QUIET)
    },
    moved(answer) {
      draft = answer
      if (near && rows.length > 0) requestAnimationFrame(() => draft === answer && void drawMap())
    },
    measured(answers, source) {
      fromFile = true
      void drawings().then(([, { showTrust }]) => {
        showTrust(trust, answers, source)
        trust.scrollIntoView({ block: 'center' })
      })
    }
  }
}
