import type { Section } from './sections.ts'

/** A plain text: one section, called as its file; none where it is blank. */
export function readPlain(text: string, path: string, name: string): Section[] {
  return text.trim() === '' ? [] : [{ id: path, title: name, text }]
}
