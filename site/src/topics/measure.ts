import type { Example } from 'waymark/classify'
import { percent } from '../shared/units.ts'
import type { Answerer } from './ask.ts'
import type { Judged } from './trust.ts'

/** So long answers are given before the page draws again. */
const SLICE = 8

/** Answers every example, a few milliseconds at a time. Throws RangeError where no label is one of the tagger's. */
export async function answersTo(examples: readonly Example[], answerer: Answerer): Promise<Judged[]> {
  if (!examples.some(example => answerer.labels.includes(String(example.label))))
    throw new RangeError(`No row has a label of the tagger: ${answerer.labels.join(', ')}`)
  const answers: Judged[] = []
  let from = performance.now()
  for (const { text, label } of examples) {
    const { scores } = answerer.classify(text)
    answers.push({ probability: scores[0].probability, right: scores[0].label === label })
    if (performance.now() - from < SLICE) continue
    await new Promise(resolve => setTimeout(resolve))
    from = performance.now()
  }
  return answers
}

/** The same in a sentence. */
export function measuredIn(answers: readonly Judged[]): string {
  const right = answers.filter(answer => answer.right).length
  return `${right} of ${answers.length} rows answered right (${percent(right / answers.length)}). The chart shows how sure it was.`
}
