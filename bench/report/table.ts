import { type Measure, OURS, type Row, type Skipped, type Suite } from '../suite.ts'
import { reached, type Target } from '../targets.ts'

/** A work's numbers as text: measures down, systems across, the bound and whether ours keeps it beside them. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly body: readonly (readonly string[])[]
  /** Systems that gave no numbers, and why. */
  readonly notes: readonly string[]
}

/** One table per work that has numbers or was skipped, in the suite's order of works and measures. */
export function tablesOf(suite: Suite, rows: readonly Row[], skipped: readonly Skipped[]): Table[] {
  return suite.works.flatMap(({ name, title }) => {
    const here = rows.filter(({ work }) => work === name)
    const notes = skipped.filter(({ work }) => work === name).map(s => `${s.system}: skipped, ${s.reason}`)
    if (here.length === 0 && notes.length === 0) return []
    const systems = suite.systems.filter(system => here.some(row => row.system === system))
    const measures = suite.measures.filter(measure => here.some(row => row.measure === measure.name))
    const body = measures.map(measure => {
      const cells = systems.map(system => {
        return cell(
          measure,
          here.find(row => row.system === system && row.measure === measure.name)
        )
      })
      return [measure.name, ...targetCells(suite, measure, here), ...cells]
    })
    return [{ title: `${name}: ${title}`, head: ['measure', 'target', '', ...systems], body, notes }]
  })
}

function targetCells(suite: Suite, measure: Measure, rows: readonly Row[]): [string, string] {
  const ours = rows.find(row => row.system === OURS && row.measure === measure.name)
  const target = suite.targets.find((t: Target) => t.work === rows[0]?.work && t.measure === measure.name)
  if (!target) return ['', '']
  const bound = `${target.bound === 'at least' ? '≥' : '≤'} ${measure.show(target.value)}`
  return [bound, ours ? (reached(target, ours.value) ? '✓' : '✗') : '']
}

function cell(measure: Measure, row: Row | undefined): string {
  if (!row) return ''
  return row.spread === undefined ? measure.show(row.value) : `${measure.show(row.value)} ± ${measure.show(row.spread)}`
}

/** The table in columns, for a terminal. Every character used is one column wide. */
export function asText({ title, head, body, notes }: Table): string {
  const width = head.map((name, j) => Math.max(...[name, ...body.map(row => row[j])].map(text => text.length)))
  const line = (cells: readonly string[]) => {
    const padded = cells.map((text, j) => (j === 0 || j === 2 ? text.padEnd(width[j]) : text.padStart(width[j])))
    return `  ${padded.join('  ')}`.trimEnd()
  }
  return [title, line(head), line(width.map(w => '─'.repeat(w))), ...body.map(line), ...notes.map(n => `  ${n}`)].join(
    '\n'
  )
}

/** The table as Markdown. */
export function asMarkdown({ title, head, body, notes }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, j) => (j === 0 || j === 2 ? '---' : '---:'))
  return [`### ${title}`, '', line(head), line(rule), ...body.map(line), ...notes.flatMap(n => ['', n])].join('\n')
}
