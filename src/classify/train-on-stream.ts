import { type Classifier, classifierOf } from './classifier.ts'
import { type Example, exampleReader, show } from './examples.ts'
import { readUnlabelled, type TrainOptions, trainOptions } from './options.ts'
import { BATCH, countTexts } from './read-features.ts'
import { featureCounter } from './stream-features.ts'
import { READING, reporter, trainOnCounts } from './train.ts'

/** Examples that come over time, one by one or in chunks. */
export type ExampleStream = AsyncIterable<Example | readonly Example[]>

/**
 * The classifier of `trainClassifier` on the same examples, bit for bit, from examples that come one by one or in chunks. Their features
 * are counted as they come and their texts are not kept. With n-grams of characters left open ('auto') all features stay until the
 * last example has come; `characters: false` with `surface: [1, 1]` takes a fifth of the memory.
 *
 * An error of the stream passes through. Where reading ends early for another reason, such as a bad example, the `return` of the stream is
 * called, so that nothing stays open. The signal is looked at whenever a chunk has come. Training itself begins with the end of the
 * stream, and is as synchronous as that of `trainClassifier`.
 *
 * @param examples as for `trainClassifier`; errors name them by their number in the whole stream
 * @param options as for `trainClassifier`; progress stands still while examples come
 * @throws TypeError or RangeError naming the example or option, what was expected and what came
 */
export async function trainClassifierOnStream(examples: ExampleStream, options?: TrainOptions): Promise<Classifier> {
  const asked = trainOptions(options)
  if (typeof examples?.[Symbol.asyncIterator] !== 'function') {
    throw new TypeError(`examples: expected an async iterable of { text, label }, got ${show(examples)}`)
  }
  const report = reporter(asked)
  report(0, 'reading texts')
  const reader = exampleReader()
  const counter = featureCounter(asked)
  let texts = 0
  const take = (example: Example) => {
    counter.add(reader.read(example))
    if (++texts % BATCH === 0) report(0, 'reading texts')
  }
  for await (const chunk of examples) {
    report(0, 'reading texts')
    if (isList(chunk)) for (const example of chunk) take(example)
    else take(chunk)
  }
  report(0, 'reading texts')
  const pool = readUnlabelled(asked)
  const { options: full, features, counts } = counter.done()
  const unlabelled = countTexts(features, pool, () => report(READING, 'reading texts'))
  return classifierOf(trainOnCounts(features, counts, reader.table(), full, unlabelled))
}

function isList(chunk: Example | readonly Example[]): chunk is readonly Example[] {
  return Array.isArray(chunk)
}
