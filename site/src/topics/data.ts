import type { Example } from 'waymark/classify'
import { TOPICS, type Topic } from './sentences.ts'

/** A sentence as it is being edited. */
export interface Row {
  text: string
}

/** A topic as it is being edited. */
export interface Column {
  title: string
  rows: Row[]
}

/** Columns for topics that are being edited. */
export function columnsOf(topics: readonly Topic[]): Column[] {
  return topics.map(({ title, sentences }) => ({ title, rows: sentences.map(text => ({ text })) }))
}

/** The columns that the page starts with. */
export const firstColumns = (): Column[] => columnsOf(TOPICS)

/** What can be learnt from: sentences with something in them, in columns that have a name. */
export function examplesOf(columns: readonly Column[]): Example[] {
  return columns.flatMap(({ title, rows }) => {
    const label = title.trim()
    return label === '' ? [] : rows.filter(row => row.text.trim() !== '').map(row => ({ text: row.text, label }))
  })
}

/** The topics that have an example, in the order of their columns. */
export function labelsOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.map(example => String(example.label)))]
}

/** The colour of a topic, by the place of its column. */
export function colourOf(place: number): string {
  return `var(--topic-${Math.max(0, place) % 8})`
}
