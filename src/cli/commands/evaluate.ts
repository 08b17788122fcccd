import { Command } from 'commander'
import { type Evaluation, evaluate } from '../../index.ts'
import { withPlaces } from '../errors.ts'
import { readExamples } from '../examples.ts'
import { paint, printable, table } from '../look.ts'
import { loadModel } from '../model-file.ts'
import { columnsOf, type DataFlags, MODEL_ARGUMENT, readingOf, withExamples, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { startProgress, tracked } from '../progress.ts'
import { counted, decimals, duration } from '../units.ts'

/** Labels up to which the confusion matrix fits a terminal. */
const WIDEST_MATRIX = 12

/** `waymark evaluate MODEL DATA…` */
export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('measure a model on labelled texts it has not seen')
    .argument('<model>', MODEL_ARGUMENT)
    .argument('<data...>', 'JSON Lines, CSV or TSV; - for standard input')
  return withJson(withExamples(command)).action(evaluateModel)
}

async function evaluateModel(model: string, files: string[], flags: DataFlags): Promise<void> {
  const classifier = await loadModel(model)
  const progress = startProgress(flags)
  try {
    const onRead = (done: number) => progress.update(done, 'reading')
    const { examples, places, source } = await readExamples(files, columnsOf(flags), { ...readingOf(flags), onRead })
    const began = performance.now()
    const found = withPlaces(places, source, () => evaluate(classifier, tracked(examples, progress, 'classifying')))
    const took = performance.now() - began
    progress.stop()
    await (flags.json ? printJson(found) : print(...report(found, took)))
  } finally {
    progress.stop()
  }
}

function report(found: Evaluation, took: number): string[] {
  const figures: [string, number | undefined][] = [
    ['accuracy', found.accuracy],
    ['macro-F1', found.macroF1],
    ['ROC-AUC', found.rocAuc],
    ['calibration error', found.ece],
    ['log loss', found.logLoss],
    ['share answered', found.answered]
  ]
  // Of a text with one label, no answer counts as a wrong one in the accuracy; `precision` promises this figure instead.
  if (found.answered < 1 && found.confusion.labels.length > 0) {
    figures.push(['right if answered', found.answered > 0 ? found.accuracy / found.answered : undefined])
  }
  const each = duration(took / Math.max(1, found.examples))
  const lines = [
    `${counted(found.examples, 'text')}, ${each} each`,
    ...figures.map(([name, value]) => `${paint.dim(name.padEnd(18))} ${paint.bold(decimals(value))}`),
    '',
    ...table([
      ['label', 'precision', 'recall', 'F1', 'ROC-AUC', 'texts'],
      ...found.perLabel.map(({ label, precision, recall, f1, rocAuc, support }) => [
        printable(label),
        ...[precision, recall, f1, rocAuc].map(value => decimals(value)),
        String(support)
      ])
    ])
  ]
  // A text of several labels is not taken for one of them.
  return found.confusion.labels.length > 0 ? [...lines, '', ...confusion(found.confusion)] : lines
}

function confusion({ labels, counts }: Evaluation['confusion']): string[] {
  if (labels.length > WIDEST_MATRIX)
    return [`confusion: ${labels.length} labels are too many to show here; --json has them`]
  const shown = labels.map(printable)
  return table([
    ['actual ↓  answer →', ...shown, 'none'],
    ...counts.map((row, actual) => [
      shown[actual],
      ...row.map((count, answer) =>
        (answer === actual ? paint.green : count > 0 ? paint.red : paint.dim)(String(count))
      )
    ])
  ])
}
