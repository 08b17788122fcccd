/**
 * Writes the saved classifiers in fixtures/format, and beside each what it says of some texts: `npx tsx tools/format-fixture.ts`.
 * They are made once for a version of the format, and from then on every release must read them and say the same: a file that is
 * there stays as it is.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type Classifier, type Example, type SaveOptions, trainClassifier } from '../src/classify/index.ts'
import { decodeModel } from '../src/model/index.ts'

const fixtures = new URL('../fixtures/', import.meta.url)

function demo(name: string): Example[] {
  const lines = readFileSync(new URL(`demo/${name}.jsonl`, fixtures), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}

const TEXTS = [
  '',
  'Late goal sends the champions into the final',
  'WINNER!! Claim your £500 prize now, text WIN to 80086',
  'you are a total idiot and everyone knows it',
  'Running late, save me a seat?',
  'Chipmaker unveils a faster processor as shares climb 3%',
  'Straße ﬁne 東京 \u{1f600} \u{1d400}'
]

/** More than 256 examples of four labels, so that the model is one of weights. */
const messages = [...demo('spam.train'), ...demo('toxicity.train')]

write('small', trainClassifier(demo('topics.tiny'), { dims: 2 ** 12, threshold: 0.3 }))
write('large', trainClassifier(messages, { foldEvasion: true, dims: 2 ** 12 }))
// Version 2: columns left out, weights in 8 bits, and what a model of such weights learnt.
const compact = trainClassifier(messages, { preset: 'spam', dims: 2 ** 12, maxFeatures: 1000, weightBits: 8 })
write('compact', compact)
// Version 2: few weights apart from the usual one of their column.
const few = { dims: 2 ** 12, maxFeatures: 400, maxWeights: 300, weightBits: 8 } as const
write('few-weights', trainClassifier(messages, few))
// Version 2, analyser 2: disguises undone, and the blocks that see through what is left of them.
write('disguised', trainClassifier(messages, { preset: 'spam', dims: 2 ** 12 }))
write('compact-learned', compact.learn([{ text: 'Chipmaker unveils a faster processor', label: 'spam' }]))
// Version 3: weights alone, of few examples and of many.
write('answers-few', trainClassifier(demo('topics.tiny'), { dims: 2 ** 12, threshold: 0.3 }), { learn: false })
write('answers-many', trainClassifier(messages, { preset: 'spam', dims: 2 ** 12 }), { learn: false })

/** The file, and what the classifier says of each text. */
function write(name: string, classifier: Classifier, options: SaveOptions = {}): void {
  const folder = new URL('format/', fixtures)
  mkdirSync(folder, { recursive: true })
  const answers = TEXTS.map(text => {
    const { label = null, scores } = classifier.classify(text)
    return { text, label, scores, reasons: classifier.explain(text, { label: classifier.labels[0], limit: 3 }) }
  })
  const bytes = classifier.save(options)
  const file = `text-classifier.v${decodeModel(bytes).version}.${name}`
  if (existsSync(new URL(`${file}.safetensors`, folder))) return
  writeFileSync(new URL(`${file}.safetensors`, folder), bytes)
  writeFileSync(new URL(`${file}.answers.json`, folder), `${JSON.stringify(answers, null, 2)}\n`)
}
