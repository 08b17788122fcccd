import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import {
  type Classifier,
  type Evaluation,
  type Example,
  evaluate,
  type TrainOptions,
  trainClassifier
} from '../../index.ts'
import { answer, answerJson, answerText } from '../answer.ts'
import { readExamples, using } from '../examples.ts'
import { type Piece, reasons } from '../explanation.ts'
import { home, version } from '../home.ts'
import { bar, cutTo, pad, paint, printable, screenWidth, table, width } from '../look.ts'
import { type CommonFlags, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { bytes, decimals, duration, roundedMs } from '../units.ts'

interface Filter {
  readonly title: string
  readonly preset: NonNullable<TrainOptions['preset']>
  /** Training files and how the table calls them; the predictions come from the last. */
  readonly train: readonly (readonly [name: string, file: string])[]
  readonly test: string
}

const FILTERS: readonly Filter[] = [
  {
    title: 'Topic tagger',
    preset: 'topics',
    train: [
      ['five texts a topic', 'topics.tiny.jsonl'],
      ['thirty texts a topic', 'topics.train.jsonl']
    ],
    test: 'topics.test.jsonl'
  },
  { title: 'Spam filter', preset: 'spam', train: [['messages', 'spam.train.jsonl']], test: 'spam.test.jsonl' },
  {
    title: 'Toxicity filter',
    preset: 'toxicity',
    train: [['replies', 'toxicity.train.jsonl']],
    test: 'toxicity.test.jsonl'
  }
]

/** Texts answered for each filter. */
const SHOWN = 5

interface Trained {
  readonly name: string
  readonly classifier: Classifier
  readonly examples: number
  readonly trainMs: number
  readonly bytes: number
  readonly evaluation: Evaluation
}

/** `waymark demo` */
export function demoCommand(): Command {
  const command = new Command('demo').description(
    'train a topic tagger, a spam filter and a toxicity filter on the texts that come with the package'
  )
  return withJson(command).action(demo)
}

async function demo(flags: CommonFlags): Promise<void> {
  const filters: object[] = []
  if (!flags.json) {
    await print(
      `${paint.bold(`waymark ${version}`)}  three filters, trained and tested here and now on small sets of texts`
    )
  }
  for (const filter of FILTERS) {
    const test = (await read(filter.test)).examples
    const trained: Trained[] = []
    for (const [name, file] of filter.train) trained.push(await train(name, file, filter.preset, test))
    const { classifier } = trained[trained.length - 1]
    const asked = spread(test, SHOWN)
    if (flags.json) filters.push(forMachines(filter, trained, asked))
    else await print('', paint.bold(filter.title), ...figures(trained, test.length), '', ...answers(classifier, asked))
  }
  if (flags.json) await printJson({ version, filters })
  else await print('', paint.dim('Your own: waymark train DATA --out model.safetensors (waymark --help)'))
}

function read(file: string) {
  return readExamples([fileURLToPath(new URL(`fixtures/demo/${file}`, home))])
}

async function train(name: string, file: string, preset: Filter['preset'], test: Example[]): Promise<Trained> {
  const located = await read(file)
  const began = performance.now()
  const classifier = using(located, examples => trainClassifier(examples, { preset }))
  const trainMs = performance.now() - began
  const size = classifier.save().length
  return {
    name,
    classifier,
    examples: located.examples.length,
    trainMs,
    bytes: size,
    evaluation: evaluate(classifier, test)
  }
}

/** So many of the examples: of every label in turn, in the order they come. Not chosen by how well they are answered. */
function spread(examples: readonly Example[], count: number): Example[] {
  const seen = new Map<unknown, number>()
  const turns = examples.map(example => {
    const turn = seen.get(example.label) ?? 0
    seen.set(example.label, turn + 1)
    return { example, turn }
  })
  turns.sort((a, b) => a.turn - b.turn)
  return turns.slice(0, count).map(({ example }) => example)
}

function figures(trained: readonly Trained[], tested: number): string[] {
  return table([
    ['trained on', 'texts', 'trained in', 'model', `accuracy on ${tested}`, 'macro-F1', 'calibration error'],
    ...trained.map(({ name, examples, trainMs, bytes: size, evaluation: { accuracy, macroF1, ece } }) => [
      name,
      String(examples),
      duration(trainMs),
      bytes(size),
      decimals(accuracy),
      decimals(macroF1),
      decimals(ece)
    ])
  ])
}

function answers(classifier: Classifier, asked: readonly Example[]): string[] {
  const answered = asked.map(({ text, label }) => ({ text, label, found: answer(classifier, text) }))
  const labelWidth = Math.max(...answered.map(({ found }) => width(answerText(found))))
  return answered.flatMap(({ text, label, found }) => {
    const right = found.given.length === 1 && found.given[0].label === label
    const mark = right ? paint.green('✓') : paint.red('✗')
    const { label: best, probability } = found.given[0] ?? found.scores[0]
    const share = `${paint.cyan(bar(probability, 10))} ${decimals(probability, 2)}`
    const head = `${mark} ${paint.bold(pad(answerText(found), labelWidth))} ${share}  `
    const space = Math.max(20, screenWidth - width(head))
    const because = reasons(classifier.explain(text, { label: best }), space - 9)
    const truth = right ? '' : paint.red(`  (is ${label})`)
    const quoted = cutTo(printable(text), space - width(truth))
    return [head + quoted + truth, `${' '.repeat(width(head))}${paint.dim('because:')} ${paint.green(because)}`]
  })
}

function forMachines({ title, preset }: Filter, trained: readonly Trained[], asked: readonly Example[]): object {
  const { classifier } = trained[trained.length - 1]
  const predictions = asked.map(({ text, label }) => {
    const found = answer(classifier, text)
    const pieces: Piece[] = classifier.explain(text)
    return { text, actual: label, ...answerJson(classifier, found, true), pieces }
  })
  const runs = trained.map(({ classifier: _, trainMs, ...run }) => ({ ...run, trainMs: roundedMs(trainMs) }))
  return { title, preset, labels: classifier.labels, runs, predictions }
}
