import { readFileSync } from 'node:fs'
import { type Classifier, loadClassifier } from '../../src/index.ts'
import { languageRecipe } from '../../tools/models/language.ts'
import { stratifiedFold } from '../data/draws.ts'
import { type LabelledRow, readSet, requireSets } from '../data/read.ts'
import { SETS } from '../data/sets.ts'
import { labelsIn } from '../data/works.ts'
import { accuracy, ece, logLoss, macroF1, median } from '../metrics.ts'
import { type Measure, OURS, type Request, type Row } from '../suite.ts'
import { bytesOf, DETECTORS, isInstalled } from './rivals.ts'

/** The work of the language model. */
export const LANGUAGE = {
  name: 'tatoeba35',
  title:
    'Tatoeba in 35 languages, every fifth row of a label held out; ours is the recipe of the shipped model on the others, the rest answer as they are published, restricted to the 35'
}

/** Texts of so many characters are short. */
const SHORT = 20

const share = (value: number) => value.toFixed(3)

/** What this work measures beside what others do. */
export const LANGUAGE_MEASURES: readonly Measure[] = [
  { name: 'accuracy_short', show: share, about: `accuracy on texts of at most ${SHORT} characters` },
  {
    name: 'accuracy_bare',
    show: share,
    about: 'accuracy on texts whose accents were taken away, of those that had some'
  },
  { name: 'accuracy_upper', show: share, about: 'accuracy on the texts in capitals' },
  {
    name: 'accuracy_authored',
    show: share,
    about: 'accuracy on fixtures/language/sentences.jsonl, five sentences of each language written for this project'
  }
]

/** The names of the systems beside ours. */
export const LANGUAGE_SYSTEMS: readonly string[] = DETECTORS.map(({ name }) => name)

/** Judges the systems on the work, if it was asked for. Throws BenchError where the set is missing. */
export async function runLanguage(request: Request): Promise<Row[]> {
  if (!request.works.includes(LANGUAGE.name)) return []
  requireSets(request.data, [SETS.tatoeba35])
  const all = readSet(request.data, SETS.tatoeba35)
  const labels = labelsIn(all)
  const split = stratifiedFold(
    all.map(({ label }) => label),
    5,
    0
  )
  const test = split.test.map(i => all[i])
  const rows: Row[] = []
  const wanted = (name: string) => request.systems?.includes(name) ?? true
  const add = (system: string, figures: readonly (readonly [string, number])[]) =>
    rows.push(...figures.map(([measure, value]) => ({ work: LANGUAGE.name, measure, system, value })))
  if (wanted(OURS)) {
    const start = performance.now()
    const bytes = languageRecipe(split.train.map(i => all[i])).save()
    const trainMs = performance.now() - start
    const classifier = loadClassifier(bytes)
    add(
      OURS,
      figuresOf(text => classifier.classify(text).label, test, labels)
    )
    add(OURS, [...sureness(classifier, test), ['train_ms', trainMs], ['model_bytes', bytes.length]])
    request.log(`${LANGUAGE.name}: ${OURS} done`)
  }
  for (const detector of DETECTORS.filter(({ name }) => wanted(name))) {
    if (!isInstalled(detector)) {
      request.log(`left out ${detector.name}: install it with npm ci --prefix bench/rivals`)
      continue
    }
    add(detector.name, figuresOf(await detector.load(), test, labels))
    add(detector.name, [['model_bytes', bytesOf(detector)]])
    request.log(`${LANGUAGE.name}: ${detector.name} done`)
  }
  return rows
}

type Figures = (readonly [string, number])[]

function figuresOf(
  detect: (text: string) => string | undefined,
  test: readonly LabelledRow[],
  labels: readonly string[]
): Figures {
  const given = (rows: readonly LabelledRow[]) => rows.map(({ text }) => labels.indexOf(detect(text) ?? ''))
  const actual = (rows: readonly LabelledRow[]) => rows.map(({ label }) => labels.indexOf(label))
  const right = (rows: readonly LabelledRow[]) => accuracy(given(rows), actual(rows))
  const micros = test.map(({ text }) => {
    const start = performance.now()
    detect(text)
    return (performance.now() - start) * 1000
  })
  return [
    ['accuracy', right(test)],
    ['macro_f1', macroF1(given(test), actual(test), labels.length)],
    ['accuracy_short', right(test.filter(({ text }) => Array.from(text).length <= SHORT))],
    ['accuracy_bare', right(bareOf(test))],
    ['accuracy_upper', right(test.map(({ text, label }) => ({ text: text.toUpperCase(), label })))],
    ['accuracy_authored', right(authored())],
    ['predict_us', median(micros)]
  ]
}

/** Sentences that are not from Tatoeba. */
function authored(): LabelledRow[] {
  const file = readFileSync(new URL('../../fixtures/language/sentences.jsonl', import.meta.url), 'utf8')
  return file
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

/** The texts in Latin letters that have accents, without them. */
function bareOf(test: readonly LabelledRow[]): LabelledRow[] {
  return test
    .filter(({ text }) => /[\p{sc=Latn}]/u.test(text) && !/[\p{sc=Cyrl}\p{sc=Grek}]/u.test(text))
    .map(({ text, label }) => ({ text, bare: text.normalize('NFD').replace(/[\u0300-\u036f]/g, ''), label }))
    .filter(({ text, bare }) => text.normalize('NFC') !== bare)
    .map(({ bare, label }) => ({ text: bare, label }))
}

/** How far its probabilities are to be believed. */
function sureness(classifier: Classifier, test: readonly LabelledRow[]): Figures {
  const answers = test.map(({ text }) => classifier.classify(text))
  const right = answers.map((answer, i) => answer.label === test[i].label)
  const ofActual = answers.map(({ scores }, i) => scores.find(s => s.label === test[i].label)?.probability ?? 0)
  return [
    [
      'ece',
      ece(
        answers.map(({ probability }) => probability),
        right
      )
    ],
    ['log_loss', logLoss(ofActual)]
  ]
}
