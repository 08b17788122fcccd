import { Command, Option } from 'commander'
import { type Classifier, PRESETS, type Preset, type TrainOptions, trainClassifier } from '../../index.ts'
import { CliError } from '../errors.ts'
import { type Located, readExamples, using } from '../examples.ts'
import { described, type KnowledgeFlags, knowledge, oneMore } from '../knowledge.ts'
import { pad, paint, printable } from '../look.ts'
import { saveModel } from '../model-file.ts'
import { columnsOf, numberFrom, readingOf, setting, wholeFrom, withExamples, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { startProgress } from '../progress.ts'
import { bytes, counted, decimals, duration, roundedMs } from '../units.ts'
import { checkTarget } from '../write.ts'

interface TrainFlags extends KnowledgeFlags {
  readonly out: string
  readonly preset?: Preset
  readonly threshold?: number
  readonly precision?: number
  readonly seed?: number
  readonly learn: boolean
  readonly set?: Readonly<Record<string, unknown>>
}

const UINT32_MAX = 2 ** 32 - 1

/** `waymark train DATA… --out MODEL` */
export function trainCommand(): Command {
  const command = new Command('train')
    .description('train a classifier on labelled texts and save it')
    .argument('[data...]', 'JSON Lines, CSV or TSV; - for standard input; none with --describe alone')
    .requiredOption('--out <model>', 'file to write; a name ending in .json gets the JSON form')
    .addOption(new Option('--preset <preset>', 'settings that suit a kind of task').choices(Object.keys(PRESETS)))
    .addOption(
      new Option('--threshold <p>', 'give no label below this probability')
        .argParser(numberFrom(0, 1))
        .conflicts('precision')
    )
    .addOption(
      new Option('--precision <p>', 'choose the threshold so that answers are right this often').argParser(
        numberFrom(0, 1)
      )
    )
    .option('--vectors <name>', 'word vectors: a name that comes with the package (en), or a file')
    .option('--describe <label=words>', 'a few words on a label (repeatable)', described)
    .option('--unlabelled <data>', 'file of texts without a label, which sharpen the labels (repeatable)', oneMore)
    .option('--seed <n>', 'seed of everything random', wholeFrom(0, UINT32_MAX))
    .option('--no-learn', 'save what answering needs and no more: a smaller file of many examples')
    .option('--set <key=value>', 'any other training option, for instance ridge=0.5 (repeatable)', setting)
  return withJson(withExamples(command)).action(train)
}

async function train(files: string[], flags: TrainFlags): Promise<void> {
  if (files.length === 0 && flags.describe === undefined) throw new CliError('expected DATA, or --describe')
  checkTarget(flags.out, files)
  const progress = startProgress(flags)
  try {
    const onRead = (done: number) => progress.update(done, 'reading')
    const located = await readExamples(files, columnsOf(flags), { ...readingOf(flags), onRead })
    const options = { onProgress: progress.update, ...optionsOf(flags), ...(await knowledge(flags)) }
    const began = performance.now()
    const classifier = using(located, examples => trainClassifier(examples, options))
    const took = performance.now() - began
    progress.stop()
    const size = await saveModel(flags.out, classifier, undefined, { learn: flags.learn })
    await (flags.json
      ? printJson(summary(classifier, located, flags.out, size, took))
      : show(classifier, located, flags.out, size, took))
  } finally {
    progress.stop()
  }
}

function optionsOf({ preset, threshold, precision, seed, set }: TrainFlags): TrainOptions {
  const named = { preset, threshold, precision, seed }
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
  for (const key of Object.keys(set ?? {})) {
    if (Object.hasOwn(given, key)) throw new CliError(`--set ${key}: already given as --${key}`)
  }
  // Whatever --set brings is checked by the training itself, which names what it does not know.
  return { ...set, ...given } as TrainOptions
}

function summary(classifier: Classifier, { examples }: Located, model: string, size: number, took: number): object {
  const { labels, multiLabel, info } = classifier
  return { model, bytes: size, trainMs: roundedMs(took), examples: examples.length, labels, multiLabel, info }
}

async function show(
  classifier: Classifier,
  located: Located,
  model: string,
  size: number,
  took: number
): Promise<void> {
  const { labels, info } = classifier
  const counts = new Map<string, number>()
  for (const { label } of located.examples) {
    for (const one of typeof label === 'string' ? [label] : label) counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  const shown = labels.slice(0, 12).map(label => `${printable(label)} ${counts.get(label) ?? 0}`)
  if (labels.length > shown.length) shown.push(`and ${labels.length - shown.length} more`)
  const { accuracy, ece, logLoss } = info.leaveOneOut
  const quality = `accuracy ${decimals(accuracy)}, log loss ${decimals(logLoss)}, calibration error ${decimals(ece)}`
  const lines: [string, string][] = [
    ['examples', counted(located.examples.length, 'text')],
    ['labels', shown.join(', ')],
    ['trained in', duration(took)],
    ['leave-one-out', quality]
  ]
  if (info.threshold !== undefined)
    lines.push(['threshold', `no label below a probability of ${decimals(info.threshold)}`])
  lines.push(['saved', `${model} (${bytes(size)})`])
  await print(...lines.map(([name, value]) => `${paint.dim(pad(name, 14))} ${value}`))
}
