/** One replacement: `[start, end)` of a text (UTF-16 offsets) becomes `text`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A text and, for each UTF-16 unit of it, the range of the original text that unit came from. */
export interface MappedText {
  readonly text: string
  /** (text.length) ascending */
  readonly starts: Uint32Array
  /** (text.length) ascending */
  readonly ends: Uint32Array
}

/** `text` mapped onto itself. */
export function identityMap(text: string): MappedText {
  const starts = new Uint32Array(text.length)
  const ends = new Uint32Array(text.length)
  for (let i = 0; i < text.length; i++) {
    starts[i] = i
    ends[i] = i + 1
  }
  return { text, starts, ends }
}

/** `text` with the edits, ascending and not overlapping, made. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text
  const parts: string[] = []
  let at = 0
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** As {@link applyEdits}, on a mapped text: each unit of a replacement stands for the whole range that was replaced. */
export function applyEditsMapped(source: MappedText, edits: readonly Edit[]): MappedText {
  if (edits.length === 0) return source
  const text = applyEdits(source.text, edits)
  const starts = new Uint32Array(text.length)
  const ends = new Uint32Array(text.length)
  let from = 0
  let to = 0
  const keep = (end: number): void => {
    starts.set(source.starts.subarray(from, end), to)
    ends.set(source.ends.subarray(from, end), to)
    to += end - from
    from = end
  }
  for (const edit of edits) {
    keep(edit.start)
    if (edit.end > edit.start) {
      starts.fill(source.starts[edit.start], to, to + edit.text.length)
      ends.fill(source.ends[edit.end - 1], to, to + edit.text.length)
    }
    to += edit.text.length
    from = edit.end
  }
  keep(source.text.length)
  return { text, starts, ends }
}
