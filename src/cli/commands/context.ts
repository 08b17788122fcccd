import { Command } from 'commander'
import type { ContextSource, Search } from '../../rerank/index.ts'
import { INDEX_ARGUMENT, loadIndex } from '../index-file.ts'
import { paint, printable } from '../look.ts'
import { type CommonFlags, wholeFrom, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { counted } from '../units.ts'

interface ContextFlags extends CommonFlags {
  readonly maxTokens: number
}

/** `waymark context INDEX QUESTION…` */
export function contextCommand(): Command {
  const command = new Command('context')
    .description('gather what a language model should read before it answers, with its sources')
    .argument('<index>', INDEX_ARGUMENT)
    .argument('<question...>', 'the question')
    .option('--max-tokens <n>', 'length of the context at most', wholeFrom(0, 1_000_000), 1000)
  return withJson(command).action(context)
}

async function context(file: string, words: string[], flags: ContextFlags): Promise<void> {
  const index = await loadIndex(file)
  const question = words.join(' ')
  const found = index.context(question, { maxTokens: flags.maxTokens })
  if (flags.json) await printJson({ index: file, question, ...found })
  else if (found.sources.length === 0) await print(why(index, question, flags.maxTokens))
  else {
    await print(
      ...found.text.split('\n').map(printable),
      '',
      paint.bold(`Sources, ${counted(found.tokens, 'token')}`),
      ...found.sources.map(source => sourceLine(index, source))
    )
  }
}

function why(index: Search, question: string, maxTokens: number): string {
  const any = index.search(question, { limit: 1 }).length > 0
  return any
    ? `nothing that was found fits ${counted(maxTokens, 'token')}`
    : `nothing found for "${printable(question)}" in ${counted(index.size, 'section')}`
}

function sourceLine(index: Search, { number, id, field, start, end }: ContextSource): string {
  const title = index.get(id)?.title
  const called = typeof title === 'string' && title !== '' ? `${printable(title)}  ` : ''
  return `[${number}] ${called}${paint.cyan(printable(String(id)))}  ${paint.dim(`${printable(field)} ${start}–${end}`)}`
}
