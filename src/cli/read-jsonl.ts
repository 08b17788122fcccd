import { at, show } from './errors.ts'
import type { Row } from './read.ts'

/**
 * Rows of JSON Lines: one object a line, blank lines skipped. Lines end with `\n` or `\r\n` and nothing else: JSON
 * strings may hold U+2028 as it is, where common line readers would cut.
 *
 * @param chunks pieces of whole lines
 */
export async function* readJsonl(chunks: AsyncIterable<string>, file: string): AsyncGenerator<Row> {
  let line = 0
  for await (const chunk of chunks) {
    const lines = chunk.split('\n')
    if (chunk.endsWith('\n')) lines.pop()
    for (const text of lines) {
      line++
      if (text.trim() !== '') yield row({ file, line }, text)
    }
  }
}

function row(place: { file: string; line: number }, text: string): Row {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw at(place, `not JSON: ${error instanceof Error ? error.message.replace(/\s*\n\s*/g, ' ') : error}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw at(place, `expected a JSON object like {"text": "…", "label": "…"}, got ${show(value)}`)
  }
  const fields = new Map<string, unknown>(Object.entries(value))
  return { place, names: [...fields.keys()], get: name => fields.get(name) }
}
