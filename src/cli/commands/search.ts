import { Command, Option } from 'commander'
import type { ScoreParts, SearchResult, Snippet } from '../../rerank/index.ts'
import { INDEX_ARGUMENT, loadIndex } from '../index-file.ts'
import { pad, paint, printable, screenWidth } from '../look.ts'
import { type CommonFlags, wholeFrom, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { snippetLines } from '../snippet.ts'
import { counted, decimals, duration, roundedMs } from '../units.ts'

const SEMANTIC = ['none', 'rerank', 'union'] as const

interface SearchFlags extends CommonFlags {
  readonly limit: number
  readonly semantic?: (typeof SEMANTIC)[number]
  readonly explain?: boolean
}

/** `waymark search INDEX QUERY…` */
export function searchCommand(): Command {
  const command = new Command('search')
    .description('find the documents of an index that answer a query, best first')
    .argument('<index>', INDEX_ARGUMENT)
    .argument('<query...>', 'words to look for')
    .option('--limit <n>', 'show at most so many', wholeFrom(1, 10_000), 10)
    .addOption(
      new Option(
        '--semantic <use>',
        'what embeddings do: nothing, reorder what words find, or add to it (default: union)'
      ).choices(SEMANTIC)
    )
    .option('--explain', 'show what each score is made of')
  return withJson(command).action(search)
}

async function search(file: string, words: string[], flags: SearchFlags): Promise<void> {
  const index = await loadIndex(file)
  const query = words.join(' ')
  const { limit, semantic } = flags
  const began = performance.now()
  const found = index.search(query, semantic === undefined ? { limit } : { limit, semantic })
  const took = performance.now() - began
  if (flags.json) {
    const results = found.map(result => forMachines(result, flags.explain === true))
    await printJson({ index: file, query, searchMs: roundedMs(took), results })
  } else if (found.length === 0) {
    await print(`nothing found for "${printable(query)}" in ${counted(index.size, 'section')}`)
  } else {
    const shown = found.flatMap((result, rank) => [...forPeople(result, rank + 1, flags.explain === true), ''])
    await print(
      ...shown,
      paint.dim(`${counted(found.length, 'result')} of ${counted(index.size, 'section')} in ${duration(took)}`)
    )
  }
}

function forMachines({ id, score, snippet, document, parts, terms }: SearchResult, explain: boolean): object {
  return { id, title: document.title, score, snippet, ...(explain ? { parts, terms } : {}) }
}

const INDENT = 4

/** Characters shown of a text whose best piece is its title. */
const BEGINNING = 160

function forPeople(result: SearchResult, rank: number, explain: boolean): string[] {
  const { id, score, document, parts, terms } = result
  const name = printable(String(id))
  const { title, piece } = seen(result)
  const field = document[piece.field]
  const length = typeof field === 'string' ? field.length : piece.end
  const rest = [
    `${paint.cyan(name)}  ${paint.dim(decimals(score))}`,
    ...snippetLines(piece, length, screenWidth - INDENT, mark),
    ...(explain ? [paint.dim(sum(parts)), paint.dim(`words: ${terms.map(printable).join(', ') || 'none'}`)] : [])
  ]
  return [
    `${pad(String(rank), INDENT - 2, 'left')}  ${paint.bold(title || name)}`,
    ...rest.map(line => ' '.repeat(INDENT) + line)
  ]
}

/** The title of a result and a piece of its text: where the title itself is the best piece, the beginning. */
function seen({ document, snippet }: SearchResult): { title: string; piece: Snippet } {
  const { title, text } = document
  if (typeof title !== 'string') return { title: '', piece: snippet }
  if (snippet.field !== 'title' || typeof text !== 'string') return { title: printable(title), piece: snippet }
  const end = Math.min(text.length, BEGINNING)
  return {
    title: snippetLines(snippet, title.length, Number.POSITIVE_INFINITY, mark).join(''),
    piece: { field: 'text', start: 0, end, text: text.slice(0, end), marks: [] }
  }
}

function mark(piece: string): string {
  return paint.bold(paint.underline(piece))
}

/** `score = 2.113 lexical + 0.890 semantic − 0.100 feedback` */
function sum(parts: ScoreParts): string {
  const terms = Object.entries(parts).filter(([, value]) => value !== 0)
  const signed = terms.map(([name, value], i) => {
    const sign = value < 0 ? '− ' : i > 0 ? '+ ' : ''
    return `${sign}${decimals(Math.abs(value))} ${name}`
  })
  return `score = ${signed.join(' ') || '0'}`
}
