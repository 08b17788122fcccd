import { describe, expect, test } from 'vitest'
import { type Example, type TrainOptions, trainClassifier, trainClassifierOnStream } from '../../src/classify/index.ts'
import { QUICK, sentences, topicVectors } from './samples.ts'

/** Some examples one by one, and the rest in chunks. */
async function* inChunks(examples: readonly Example[], size = 7) {
  yield* examples.slice(0, 5)
  for (let i = 5; i < examples.length; i += size) yield examples.slice(i, i + size)
}

async function* oneByOne(examples: readonly Example[]) {
  yield* examples
}

const many = sentences(200)
const several = many.map(({ text, label }, i) => ({
  text,
  label: i % 5 === 0 ? [] : [String(label), i % 2 ? 'odd' : 'even']
}))
const weighed = many.map((example, i) => ({ ...example, weight: 1 + (i % 4) }))

describe('a stream gives the model of the list, bit for bit', () => {
  test.each<[string, readonly Example[], TrainOptions]>([
    ['few examples', many.slice(0, 20), QUICK],
    ['more of them', many, QUICK],
    ['blank texts among them', [...many, { text: '', label: 'weather' }, { text: '!', label: 'cooking' }], QUICK],
    ['several labels', several, QUICK],
    ['weights', weighed, QUICK],
    ['disguises undone', many, { ...QUICK, preset: 'spam' }],
    ['vectors', many, { ...QUICK, vectors: topicVectors() }],
    [
      'descriptions',
      many.slice(0, 9),
      { ...QUICK, descriptions: { weather: 'rain and gales', other: 'anything else' } }
    ],
    ['nothing but descriptions', [], { ...QUICK, descriptions: { weather: 'rain and gales', other: 'anything else' } }],
    ['unlabelled texts', many.slice(0, 60), { ...QUICK, unlabelled: many.slice(60).map(({ text }) => text) }]
  ])('%s', async (_, examples, options) => {
    const expected = trainClassifier(examples, options).save()
    expect((await trainClassifierOnStream(inChunks(examples), options)).save()).toEqual(expected)
  })

  // Short texts of few words, so that 30,000 are read in a moment.
  const short = (strange: boolean) =>
    Array.from({ length: 30_000 }, (_, i) => ({
      text: `w${i % 500} ${i % 2 ? 'goal' : 'bank'}${strange ? ` ${(i * 7919).toString(36)}` : ''}`,
      label: i % 2 ? 'sports' : 'business'
    }))

  test.each([
    ['known, no n-grams of characters', false, topicVectors()],
    ['new, all n-grams', true, undefined]
  ])('many texts whose words are %s', async (_, strange, vectors) => {
    const examples = short(strange)
    const options = { dims: 2 ** 16, ridge: 0.1, blockWeights: 'auto', vectors } as const
    const listed = trainClassifier(examples, options)
    const streamed = await trainClassifierOnStream(inChunks(examples, 1000), options)
    expect(Object.keys(listed.info.blockWeights).includes('characters')).toBe(strange)
    expect(streamed.info).toEqual(listed.info)
    expect(Buffer.from(streamed.save()).equals(Buffer.from(listed.save()))).toBe(true)
  })
})

describe('a stream that goes wrong', () => {
  /** Chunks, and whether the stream was closed early. */
  function watched(chunks: readonly (readonly Example[])[]) {
    const seen = { pulled: 0, closed: 0 }
    const next = async () => {
      const value = chunks[seen.pulled++]
      return value === undefined ? { done: true as const, value } : { done: false as const, value }
    }
    const close = async () => {
      seen.closed++
      return { done: true as const, value: undefined }
    }
    return { seen, stream: { [Symbol.asyncIterator]: () => ({ next, return: close }) } }
  }

  test('an example is named by its number in the whole stream', async () => {
    const { seen, stream } = watched([many.slice(0, 100), many.slice(0, 34), [{ text: 1 } as never], many])
    await expect(trainClassifierOnStream(stream, QUICK)).rejects.toThrow(
      new TypeError('examples[134].text: expected a string, got 1')
    )
    expect(seen).toEqual({ pulled: 3, closed: 1 })
  })

  test('its own error passes through', async () => {
    const error = new Error('no more')
    async function* broken() {
      yield many
      throw error
    }
    await expect(trainClassifierOnStream(broken(), QUICK)).rejects.toBe(error)
  })

  test('an aborted signal is seen between chunks, and before the first', async () => {
    const signal = { aborted: false, reason: new Error('stop') }
    const { seen, stream } = watched([many, many, many])
    const onProgress = () => {
      if (seen.pulled === 2) signal.aborted = true
    }
    await expect(trainClassifierOnStream(stream, { ...QUICK, signal, onProgress })).rejects.toBe(signal.reason)
    expect(seen).toEqual({ pulled: 2, closed: 1 })
    const other = watched([many])
    await expect(trainClassifierOnStream(other.stream, { ...QUICK, signal })).rejects.toBe(signal.reason)
    expect(other.seen.pulled).toBe(0)
  })

  test.each([
    ['a list', many],
    ['nothing', undefined],
    ['text', 'abc']
  ])('%s is none', async (_, given) => {
    await expect(trainClassifierOnStream(given as never)).rejects.toThrow('examples: expected an async iterable of ')
  })

  test('no examples, one label, bad options: the errors of a list', async () => {
    await expect(trainClassifierOnStream(oneByOne([]))).rejects.toThrow('examples: expected at least two, got none')
    await expect(trainClassifierOnStream(oneByOne(many), { nothing: 1 } as never)).rejects.toThrow('options.nothing')
    await expect(trainClassifierOnStream(oneByOne([many[0]]))).rejects.toThrow('two different labels')
  })
})
