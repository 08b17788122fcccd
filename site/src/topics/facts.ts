import { byId } from '../shared/element.ts'
import { duration, percent } from '../shared/units.ts'

/** What is known of the tagger that answers. */
export interface Facts {
  readonly ms?: number
  readonly examples: number
  readonly learned?: number
  readonly leftOut: number
  readonly stage: string
}

/** The line of figures under the box. */
export function showFacts({ ms, examples, leftOut, stage }: Facts): void {
  byId('clock', HTMLElement).textContent = ms === undefined ? 'Ready' : duration(ms)
  byId('clock-means', HTMLElement).textContent = ms === undefined ? 'trained with the page' : 'to train it'
  byId('count', HTMLElement).textContent = String(examples)
  byId('count-means', HTMLElement).textContent = examples === 1 ? 'sentence' : 'sentences'
  byId('left-out', HTMLElement).textContent = Number.isNaN(leftOut) ? '–' : percent(leftOut)
  byId('stage', HTMLElement).textContent = stage
}
