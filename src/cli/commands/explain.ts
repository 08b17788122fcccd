import { Command } from 'commander'
import { answer, answerJson, answerText } from '../answer.ts'
import { highlight, pieceTable } from '../explanation.ts'
import { paint, printable } from '../look.ts'
import { loadModel } from '../model-file.ts'
import { type CommonFlags, MODEL_ARGUMENT, wholeFrom, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { decimals } from '../units.ts'

interface ExplainFlags extends CommonFlags {
  readonly label?: string
  readonly limit?: number
}

/** `waymark explain MODEL TEXT` */
export function explainCommand(): Command {
  const command = new Command('explain')
    .description('show the pieces of a text that moved the decision')
    .argument('<model>', MODEL_ARGUMENT)
    .argument('<text>', 'the text')
    .option('--label <label>', 'explain this label (default: the most probable)')
    .option('--limit <n>', 'show at most so many pieces', wholeFrom(1, 1000))
  return withJson(command).action(explain)
}

async function explain(model: string, text: string, flags: ExplainFlags): Promise<void> {
  const classifier = await loadModel(model)
  const found = answer(classifier, text)
  const label = flags.label ?? (found.given[0] ?? found.scores[0]).label
  const pieces = classifier.explain(text, flags.limit === undefined ? { label } : { label, limit: flags.limit })
  if (flags.json) {
    await printJson({ text, ...answerJson(classifier, found, false), explained: label, pieces })
    return
  }
  const probability = found.scores.find(score => score.label === label)?.probability
  await print(
    `answer: ${paint.bold(answerText(found))}; ${printable(label)} has probability ${decimals(probability)}`,
    '',
    highlight(text, pieces),
    '',
    ...(pieces.length > 0 ? pieceTable(pieces) : ['no piece of this text moved the decision'])
  )
}
