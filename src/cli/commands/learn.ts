import { Command, Option } from 'commander'
import type { Classifier, Example } from '../../index.ts'
import { answer } from '../answer.ts'
import { CliError } from '../errors.ts'
import { type Located, readExamples, using } from '../examples.ts'
import { paint } from '../look.ts'
import { parseModel, readModelBytes, saveModel } from '../model-file.ts'
import { columnsOf, type DataFlags, MODEL_ARGUMENT, readingOf, withExamples, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { startProgress } from '../progress.ts'
import { isShipped } from '../shipped.ts'
import { bytes, counted, duration, roundedMs } from '../units.ts'
import { checkTarget } from '../write.ts'

interface LearnFlags extends DataFlags {
  readonly out?: string
  readonly inPlace?: boolean
}

/** `waymark learn MODEL [DATA…]` */
export function learnCommand(): Command {
  const command = new Command('learn')
    .description('teach a model corrected examples: a file of them, or one with --text and --label')
    .argument('<model>', MODEL_ARGUMENT)
    .argument('[data...]', 'JSON Lines, CSV or TSV; - for standard input')
    .addOption(new Option('--out <model>', 'file to write').conflicts('inPlace'))
    .option('--in-place', 'write over the model that was read')
  const text = 'with DATA: column with the text (default: text); without: the text itself'
  return withJson(withExamples(command, text, 'likewise: column with the label, or the label itself')).action(learn)
}

async function learn(model: string, files: string[], flags: LearnFlags): Promise<void> {
  if (flags.inPlace && (await isShipped(model))) {
    throw new CliError(`--in-place: ${model} comes with the package; expected --out MODEL for the new model`)
  }
  const out = flags.inPlace ? model : flags.out
  if (out === undefined) throw new CliError('expected --out MODEL for the new model, or --in-place')
  checkTarget(out, files)
  const read = await readModelBytes(model)
  const before = await parseModel(model, read)
  const progress = startProgress(flags)
  try {
    const onRead = (done: number) => progress.update(done, 'reading')
    const located =
      files.length > 0 ? await readExamples(files, columnsOf(flags), { ...readingOf(flags), onRead }) : inline(flags)
    const began = performance.now()
    const after = using(located, examples => before.learn(examples))
    const took = performance.now() - began
    progress.stop()
    // Another program that taught the same file meanwhile would have its lesson written over.
    const size = await saveModel(out, after, flags.inPlace ? read : undefined)
    const right = { before: countRight(before, located.examples), after: countRight(after, located.examples) }
    if (flags.json) {
      await printJson({ model: out, bytes: size, learnMs: roundedMs(took), examples: located.examples.length, right })
      return
    }
    await print(
      `learned ${counted(located.examples.length, 'example')} in ${duration(took)}`,
      `answered as taught: ${right.before} before, ${paint.bold(String(right.after))} now`,
      `saved ${out} (${bytes(size)})`
    )
  } finally {
    progress.stop()
  }
}

function inline({ text, label, labelsSeparator, format, weight }: LearnFlags): Located {
  if (text === undefined || label === undefined) {
    throw new CliError('expected DATA, or one example as --text TEXT and --label LABEL')
  }
  if (format !== undefined) throw new CliError('--format: says how to read DATA, and there is none')
  if (weight !== undefined) throw new CliError('--weight: names a column of DATA, and there is none')
  const labels = labelsSeparator === undefined ? label : label.split(labelsSeparator).map(one => one.trim())
  return { examples: [{ text, label: labels }], places: [], source: '--text' }
}

/** How many examples are answered with exactly their labels. */
function countRight(classifier: Classifier, examples: readonly Example[]): number {
  let right = 0
  for (const { text, label } of examples) {
    const wanted = new Set(typeof label === 'string' ? [label] : label)
    const { given } = answer(classifier, text)
    if (given.length === wanted.size && given.every(one => wanted.has(one.label))) right++
  }
  return right
}
