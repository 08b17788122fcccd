import { describe, expect, test } from 'vitest'
import { type TrainOptions, trainClassifier } from '../../src/classify/index.ts'
import type { StopSignal } from '../../src/elm/index.ts'
import { QUICK, sentences, topicVectors } from './samples.ts'

/** A signal that is aborted once it was looked at so often. */
function abortedAfter(looks: number): StopSignal & { readonly looked: number } {
  let count = 0
  return {
    get aborted() {
      return ++count > looks
    },
    get looked() {
      return count
    },
    reason: 'enough'
  }
}

/** What training throws, whatever it is. */
function thrownBy(count: number, options: TrainOptions): unknown {
  try {
    trainClassifier(sentences(count), { ...QUICK, ...options })
  } catch (error) {
    return error
  }
  return 'nothing'
}

describe('a signal that is aborted', () => {
  test('before training begins: nothing is read, and its reason is thrown', () => {
    const controller = new AbortController()
    controller.abort(new RangeError('too late'))
    const steps: string[] = []
    const onProgress = (_: number, step: string) => steps.push(step)
    expect(thrownBy(9, { signal: controller.signal, onProgress })).toBe(controller.signal.reason)
    expect(steps).toEqual([])
  })

  test('without a reason: an AbortError', () => {
    const error = thrownBy(9, { signal: { aborted: true } })
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).name).toBe('AbortError')
    const controller = new AbortController()
    controller.abort()
    expect((thrownBy(9, { signal: controller.signal }) as Error).name).toBe('AbortError')
  })

  test.each([12, 300, 5000])('while training tells of its progress, at any step of it, on %d examples', count => {
    let all = 0
    trainClassifier(sentences(count), { ...QUICK, onProgress: () => all++ })
    expect(all).toBeGreaterThan(3)
    for (const at of [1, 2, Math.ceil(all / 2), all]) {
      const controller = new AbortController()
      const reason = new Error(`stopped at ${at}`)
      let told = 0
      const onProgress = () => {
        if (++told === at) controller.abort(reason)
      }
      expect(thrownBy(count, { signal: controller.signal, onProgress })).toBe(reason)
      expect(told).toBe(at)
    }
  })

  test('between passes over the rows too, and before the last word', () => {
    const never = abortedAfter(Number.POSITIVE_INFINITY)
    trainClassifier(sentences(600), { ...QUICK, signal: never })
    let told = 0
    trainClassifier(sentences(600), { ...QUICK, onProgress: () => told++ })
    expect(never.looked).toBeGreaterThan(2 * told + 10)
    for (const looks of [0, 1, Math.floor(never.looked / 2), never.looked - 1]) {
      expect(thrownBy(600, { signal: abortedAfter(looks) })).toBe('enough')
    }
    expect(thrownBy(600, { signal: abortedAfter(never.looked) })).toBe('nothing')
  })

  test.each<TrainOptions>([{ maxFeatures: 50 }, { vectors: topicVectors() }, { unlabelled: ['the goal today'] }])(
    'with %o',
    options => {
      const never = abortedAfter(Number.POSITIVE_INFINITY)
      trainClassifier(sentences(300), { ...QUICK, ...options, signal: never })
      expect(thrownBy(300, { ...options, signal: abortedAfter(Math.floor(0.7 * never.looked)) })).toBe('enough')
    }
  )
})

describe('a signal that stays calm', () => {
  test.each([12, 300])('changes nothing, and is forgotten: what was trained goes on learning (%d examples)', count => {
    const controller = new AbortController()
    const options = { ...QUICK, signal: controller.signal }
    const watched = trainClassifier(sentences(count), options)
    const plain = trainClassifier(sentences(count), QUICK)
    expect(watched.save()).toEqual(plain.save())
    controller.abort()
    const more = sentences(3, 8)
    expect(watched.learn(more).save()).toEqual(plain.learn(more).save())
    // A training that was stopped left nothing behind.
    expect(thrownBy(count, options)).toBe(controller.signal.reason)
    expect(trainClassifier(sentences(count), QUICK).save()).toEqual(plain.save())
  })
})
