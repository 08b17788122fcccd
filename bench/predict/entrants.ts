import { trainClassifier } from '../../src/index.ts'
import type { LabelledRow } from '../data/read.ts'
import { featurizerOf } from '../featurize/features.ts'
import { RIVALS_HOW, sayAbsent } from '../speed/absent.ts'
import { type Contestant, msOf } from '../speed/contest.ts'
import type { Field } from '../speed/field.ts'
import { systemNamed } from '../speed/quiet.ts'
import { OURS } from '../suite.ts'
import { ENTRIES, installed } from '../systems/registry.ts'
import type { Example } from '../systems/system.ts'
import { LIBRARIES } from '../train/contestants.ts'

/** What a prediction begins with, alone. */
export const FEATURES = `${OURS}-features`
export const SVC = 'sklearn-svc'

/** One that takes part, and what it says of the tested rows; undefined for what gives no labels. */
export interface Entrant extends Contestant {
  readonly answers: readonly (string | undefined)[] | undefined
}

/** What there is to predict: rows that tell how good a model is, and the texts of each round. */
export interface Questions {
  readonly tested: readonly LabelledRow[]
  readonly texts: (round: number) => readonly string[]
}

/** All that were asked for, trained on the same rows. */
export async function entrants(examples: readonly Example[], questions: Questions, field: Field): Promise<Entrant[]> {
  const out = field.wants(OURS) ? ours(examples, questions) : []
  for (const entry of ENTRIES.filter(({ name }) => LIBRARIES.includes(name) && field.wants(name))) {
    if (!installed(entry)) {
      sayAbsent([entry.name], RIVALS_HOW, field)
      continue
    }
    const { answer } = (await systemNamed(entry.name)).train(examples)
    out.push(entrant(entry.name, text => answer(text).label, questions))
  }
  return [...out, ...(await pipeline(examples, questions, field))]
}

function ours(examples: readonly Example[], questions: Questions): Entrant[] {
  const classifier = trainClassifier(examples)
  const featurizer = featurizerOf(classifier)
  const features = each(text => featurizer.transformOne(text), questions)
  return [
    entrant(OURS, text => classifier.classify(text).label, questions),
    { name: FEATURES, answers: undefined, turn: features }
  ]
}

/** Milliseconds of one text, the mean of those of a round. */
function each(one: (text: string) => unknown, { texts }: Questions): Contestant['turn'] {
  return round => {
    const asked = texts(round)
    return msOf(() => asked.map(text => one(text))) / asked.length
  }
}

function entrant(name: string, label: (text: string) => string | undefined, questions: Questions): Entrant {
  return { name, answers: questions.tested.map(({ text }) => label(text)), turn: each(label, questions) }
}

async function pipeline(examples: readonly Example[], { tested, texts }: Questions, field: Field): Promise<Entrant[]> {
  const python = field.wants(SVC) ? await field.python() : undefined
  if (python === undefined) return []
  const given = (rows: readonly { readonly text: string }[]) => ({ head: 'svc', texts: rows.map(({ text }) => text) })
  await python.ask('texts.train', { ...given(examples), labels: examples.map(({ label }) => label) })
  const answers = await python.ask<string[]>('texts.classify', given(tested))
  const turn = (round: number) => python.ask<number>('texts.classify_each', { head: 'svc', texts: texts(round) })
  return [{ name: SVC, answers, turn }]
}
