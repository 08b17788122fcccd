import { warmUp } from '../run/warm-up.ts'
import { RIVALS_HOW, sayAbsent } from '../speed/absent.ts'
import type { Contestant } from '../speed/contest.ts'
import { msOf } from '../speed/contest.ts'
import type { Field } from '../speed/field.ts'
import type { Python } from '../speed/python.ts'
import { systemNamed } from '../speed/quiet.ts'
import { ENTRIES, installed } from '../systems/registry.ts'
import type { Example, System } from '../systems/system.ts'
import { accuracyOf, answersOf, type News } from './few.ts'

/** Rivals in this process, from the suite `quality`. */
export const LIBRARIES = ['natural-bayes', 'wink-naive-bayes']
/** Pipelines of scikit-learn, by the names of their heads there. */
export const PIPELINES = { 'sklearn-svc': 'svc', 'sklearn-logistic': 'logistic' } as const

/** A system that is trained on some rows: how good it is then, and what it takes. */
export interface Learner {
  readonly name: string
  /** Accuracy on the tested rows after training on these. */
  readonly accuracy: (examples: readonly Example[], news: News) => Promise<number>
  readonly train: (examples: readonly Example[]) => number | Promise<number>
  /** Bytes of the model trained last. */
  readonly bytes?: () => number
}

/** Those of these names that were asked for and are there. */
export async function learners(names: readonly string[], field: Field, news: News): Promise<Learner[]> {
  const wanted = ENTRIES.filter(entry => names.includes(entry.name) && field.wants(entry.name))
  const absent = wanted.filter(entry => !installed(entry))
  sayAbsent(
    absent.map(({ name }) => name),
    RIVALS_HOW,
    field
  )
  const here: Learner[] = []
  for (const { name } of wanted.filter(installed)) here.push(libraryLearner(await systemNamed(name), news))
  const pipelines = Object.entries(PIPELINES).filter(([name]) => names.includes(name) && field.wants(name))
  const python = pipelines.length > 0 ? await field.python() : undefined
  return python === undefined ? here : [...here, ...pipelines.map(([name, head]) => pipeline(name, head, python))]
}

function libraryLearner(system: System, news: News): Learner {
  warmUp(
    system,
    news.draw(20, 0),
    news.tested.map(({ text }) => text)
  )
  let trained = system.train(news.draw(20, 0))
  return {
    name: system.name,
    accuracy: async (examples, { tested }) => accuracyOf(answersOf(system.train(examples), tested), tested),
    train: examples =>
      msOf(() => {
        trained = system.train(examples)
      }),
    bytes: () => trained.bytes()
  }
}

function pipeline(name: string, head: string, python: Python): Learner {
  const given = (examples: readonly Example[]) => ({
    head,
    texts: examples.map(({ text }) => text),
    labels: examples.map(({ label }) => label)
  })
  return {
    name,
    train: examples => python.ask<number>('texts.train', given(examples)),
    accuracy: async (examples, { tested }) => {
      await python.ask('texts.train', given(examples))
      const texts = tested.map(({ text }) => text)
      return accuracyOf(await python.ask<string[]>('texts.classify', { head, texts }), tested)
    }
  }
}

/** As one that takes part: each round trains on its draw. */
export const training = (learner: Learner, news: News, count: number): Contestant => ({
  name: learner.name,
  turn: round => learner.train(news.draw(count, round))
})
