import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Machine } from '../machine.ts'
import { type Outcome, type Plot, READING, type Suite } from '../suite.ts'
import { asMarkdown, type Table } from './table.ts'

/** Where something was measured, in a sentence. */
export function machineLine({ cpu, cores, memoryGB, platform, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGB} GB, ${platform}, Node ${node}`
}

/** The section of a suite: where it was measured, the tables and plots, what the measures are. */
export function section(
  suite: Suite,
  machine: Machine,
  tables: readonly Table[],
  { notes = [], plots = [] }: Pick<Outcome, 'notes' | 'plots'> = {}
): string {
  const used = suite.measures.filter(({ name }) => tables.some(({ body }) => body.some(row => row[0] === name)))
  const measured = `Measured with \`npm run bench -- ${suite.name}\` on ${machineLine(machine)}.`
  return [
    [measured, ...notes, suite.reading ?? READING].join(' '),
    ...tables.map(asMarkdown),
    ...plots.map(({ name, title }) => `![${title}](plots/${name}.svg)`),
    used.map(({ name, about }) => `- \`${name}\`: ${about}`).join('\n')
  ].join('\n\n')
}

/**
 * A text with `section` between the two marker comments of the suite: in their place where the text has them, at its end
 * otherwise. Throws Error where one marker stands without the other.
 */
export function withSection(text: string, suite: string, section: string): string {
  const open = `<!-- bench:${suite} -->`
  const close = `<!-- /bench:${suite} -->`
  const block = `${open}\n${section}\n${close}`
  const from = text.indexOf(open)
  const to = text.indexOf(close)
  if (from < 0 && to < 0) return `${text.trimEnd()}\n\n${block}\n`.trimStart()
  if (from < 0 || to < from) throw new Error(`markers: expected ${open} before ${close}, got one without the other`)
  return text.slice(0, from) + block + text.slice(to + close.length)
}

/** Writes the section into a Markdown file, creating the file when it is missing. */
export function writeSection(path: string, suite: string, section: string): void {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '# Benchmarks\n'
  writeFileSync(path, withSection(text, suite, section))
}

/** Writes drawings to the folder `plots` beside a Markdown file. */
export function writePlots(path: string, plots: readonly Plot[]): void {
  if (plots.length === 0) return
  const folder = join(dirname(path), 'plots')
  mkdirSync(folder, { recursive: true })
  for (const { name, svg } of plots) writeFileSync(join(folder, `${name}.svg`), `${svg}\n`)
}
