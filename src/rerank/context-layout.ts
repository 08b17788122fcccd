import { skipSpaces } from '../text/breaks.ts'
import type { ContextPassage } from './passage.ts'
import type { ContextSource, DocumentId } from './types.ts'

/** A context as it would be written. */
export interface Layout {
  readonly text: string
  readonly sources: readonly ContextSource[]
}

/** `next`, which begins no earlier, joined to `last` if nothing but white space is between them. */
function joined(last: ContextPassage, next: ContextPassage): ContextPassage | undefined {
  const whole = last.fieldText ?? next.fieldText
  const reach = whole === undefined ? last.end : skipSpaces(whole, last.end, Math.max(last.end, next.start))
  if (next.start > reach) return undefined
  if (next.end <= last.end) return last
  const between = next.start > last.end ? whole?.slice(last.end, next.start) : ''
  return {
    ...last,
    end: next.end,
    text: last.text + between + next.text.slice(Math.max(0, last.end - next.start)),
    fieldText: whole,
    title: last.title ?? next.title
  }
}

/**
 * The sources that passages make, in the order of the documents' first passages; within a document by field in that order, and
 * by place. Adjoining passages of a field are one source.
 */
function sourcesOf(passages: readonly ContextPassage[]): ContextPassage[] {
  const documents = new Map<DocumentId, Map<string, ContextPassage[]>>()
  for (const passage of passages) {
    const fields = documents.get(passage.id) ?? new Map<string, ContextPassage[]>()
    documents.set(passage.id, fields)
    const list = fields.get(passage.field)
    if (list === undefined) fields.set(passage.field, [passage])
    else list.push(passage)
  }
  const sources: ContextPassage[] = []
  for (const fields of documents.values()) {
    for (const list of fields.values()) {
      list.sort((a, b) => a.start - b.start)
      let last = list[0]
      for (const next of list.slice(1)) {
        const both = joined(last, next)
        if (both === undefined) sources.push(last)
        last = both ?? next
      }
      sources.push(last)
    }
  }
  return sources
}

/**
 * Writes sources one after another, a blank line between: `[1] Title`, then the text as it is in the document on the lines
 * below. The title's white space is made single spaces, so that it stays one line.
 */
export function layOut(passages: readonly ContextPassage[]): Layout {
  let text = ''
  const sources = sourcesOf(passages).map(({ id, field, start, end, text: piece, title }, i): ContextSource => {
    const heading = (title ?? '').replace(/\s+/gu, ' ').trim()
    text += `${i === 0 ? '' : '\n\n'}[${i + 1}]${heading === '' ? '' : ` ${heading}`}\n`
    const from = text.length
    text += piece
    return { number: i + 1, id, field, start, end, from, to: text.length }
  })
  return { text, sources }
}
