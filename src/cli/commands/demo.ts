import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { type Classifier, type Evaluation, type Example, evaluate, type Preset, trainClassifier } from '../../index.ts'
import { answer, answerJson, answerText } from '../answer.ts'
import { readExamples, using } from '../examples.ts'
import { reasons } from '../explanation.ts'
import { home, version } from '../home.ts'
import { bar, cutTo, pad, paint, printable, screenWidth, table, width } from '../look.ts'
import { type CommonFlags, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { bytes, counted, decimals, duration, roundedMs } from '../units.ts'

interface Filter {
  readonly title: string
  readonly preset: Preset
  /** Training files; the predictions come from the last. */
  readonly train: readonly string[]
  readonly test: string
}

const FILTERS: readonly Filter[] = [
  {
    title: 'Topic tagger',
    preset: 'topics',
    train: ['topics.tiny.jsonl', 'topics.train.jsonl'],
    test: 'topics.test.jsonl'
  },
  { title: 'Spam filter', preset: 'spam', train: ['spam.train.jsonl'], test: 'spam.test.jsonl' },
  { title: 'Toxicity filter', preset: 'toxicity', train: ['toxicity.train.jsonl'], test: 'toxicity.test.jsonl' }
]

/** Texts answered for each filter. */
const SHOWN = 5

interface Trained {
  readonly classifier: Classifier
  readonly examples: number
  /** Of the first training, while the engine still compiles. */
  readonly trainMs: number
  /** Of the same again, as in a program that stays up. */
  readonly trainAgainMs: number
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
    for (const file of filter.train) trained.push(await train(file, filter.preset, test))
    const { classifier } = trained[trained.length - 1]
    const asked = spread(test, SHOWN)
    if (flags.json) filters.push(forMachines(filter, trained, asked))
    else await print('', title(filter, test), ...figures(trained), '', ...answers(classifier, asked))
  }
  if (flags.json) await printJson({ version, filters })
  else await print('', paint.dim('Your own: waymark train DATA --out model.safetensors (waymark --help)'))
}

function read(file: string) {
  return readExamples([fileURLToPath(new URL(`fixtures/demo/${file}`, home))])
}

async function train(file: string, preset: Preset, test: Example[]): Promise<Trained> {
  const located = await read(file)
  const timed = () => {
    const began = performance.now()
    const classifier = using(located, examples => trainClassifier(examples, { preset }))
    return { classifier, took: roundedMs(performance.now() - began) }
  }
  const { classifier, took } = timed()
  return {
    classifier,
    examples: located.examples.length,
    trainMs: took,
    trainAgainMs: timed().took,
    bytes: classifier.save().length,
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

function title({ title }: Filter, test: readonly Example[]): string {
  return `${paint.bold(title)}, tested on ${counted(test.length, 'other text')}`
}

function figures(trained: readonly Trained[]): string[] {
  return table([
    ['trained on', 'training', 'again', 'model', 'accuracy', 'macro-F1', 'cal. error'],
    ...trained.map(({ examples, trainMs, trainAgainMs, bytes: size, evaluation }) => [
      counted(examples, 'text'),
      duration(trainMs),
      duration(trainAgainMs),
      bytes(size),
      decimals(evaluation.accuracy),
      decimals(evaluation.macroF1),
      decimals(evaluation.ece)
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
    const pieces = classifier.explain(text)
    return { text, actual: label, ...answerJson(classifier, found, true), pieces }
  })
  const runs = trained.map(({ classifier: _, ...run }) => run)
  return { title, preset, labels: classifier.labels, runs, predictions }
}
