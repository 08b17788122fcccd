import type { Reason } from 'waymark/classify'
import type { Answer } from './engine.ts'
import type { Stage } from './stage.ts'

/** What became of a text at one stage. */
export type Outcome =
  | {
      readonly state: 'answered'
      readonly answer: Answer
      readonly ms: number
      readonly goesOn: boolean
      readonly why: readonly Reason[]
    }
  /** An earlier stage let nothing through. */
  | { readonly state: 'stopped'; readonly by: Stage }
  /** An earlier stage is not there yet. */
  | { readonly state: 'waits'; readonly for: Stage }
  | { readonly state: 'off' | 'empty' | 'broken' }

/**
 * Sends a text through the stages in order: each that is on answers, and one whose gate does not hold stops it for those behind.
 * `told` hears of each stage as it is known; where it says false the text is not the latest any more and the rest is left.
 */
export async function runChain(
  stages: readonly Stage[],
  text: string,
  told: (stage: Stage, outcome: Outcome) => boolean
): Promise<void> {
  let held: Outcome | undefined = text.trim() === '' ? { state: 'empty' } : undefined
  for (const one of stages) {
    let outcome: Outcome
    if (!one.on) outcome = { state: 'off' }
    else if (one.error !== undefined) outcome = { state: 'broken' }
    else if (one.model === undefined) outcome = { state: 'waits', for: one }
    else if (held !== undefined) outcome = held
    else outcome = await answered(one, text)
    if (outcome.state === 'answered' && !outcome.goesOn) held = { state: 'stopped', by: one }
    if (outcome.state === 'waits' && held === undefined) held = outcome
    if (!told(one, outcome)) return
  }
}

async function answered(one: Stage, text: string): Promise<Outcome> {
  const { model } = one
  if (model === undefined) return { state: 'broken' }
  const begun = performance.now()
  try {
    const answer = await model.answer(text)
    const ms = performance.now() - begun
    const goesOn = one.gate === '' || answer.labels.includes(one.gate)
    return { state: 'answered', answer, ms, goesOn, why: await model.explain(text) }
  } catch (error) {
    one.error = error
    return { state: 'broken' }
  }
}
