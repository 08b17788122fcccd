import { canDraw, drawLines, type Line } from '../plots/draw.ts'
import type { Table } from '../report/table.ts'
import { fitPowerLaw, type PowerLaw } from '../speed/power-law.ts'
import { OURS, type Outcome, type Plot, type Request, type Row } from '../suite.ts'
import { COLUMNS, type Column, type Growing } from './growing.ts'

/** Values by the names of their columns, at each size. */
export type Points = ReadonlyMap<number, ReadonlyMap<string, number>>

/** A column that grows, and how. */
interface Fitted {
  readonly column: Column
  readonly points: Line['points']
  readonly law: PowerLaw
}

/** Rows, table and plot of what was measured at each size. */
export async function growthOutcome(growing: Growing, points: Points, log: Request['log']): Promise<Outcome> {
  const { name: work } = growing
  const there = COLUMNS.filter(({ name }) => [...points.values()].every(at => at.has(name)))
  const fitted = there.flatMap(column => fittedOf(column, points))
  const rows = fitted.map(({ column, points, law }): Row => {
    const value = law.exponent
    return { work, measure: exponentOf(column.name), system: OURS, value, spread: law.error, n: points.length }
  })
  for (const { name } of there) {
    for (const [size, at] of points) {
      rows.push({ work, measure: `${name}@${size}`, system: OURS, value: at.get(name) ?? Number.NaN })
    }
  }
  return { rows, skipped: [], tables: [tableOf(growing, there, points)], plots: await plotsOf(growing, fitted, log) }
}

/** The name of the measure that tells how a column grows. */
export const exponentOf = (column: string) => `${column}_exponent`

/** The law of a column over the sizes at which it is large enough; none for fewer than two, or where it is not said to grow. */
function fittedOf(column: Column, all: Points): Fitted[] {
  const { least = Number.MIN_VALUE } = column
  const points = [...all].map(([x, at]) => ({ x, y: at.get(column.name) ?? 0 })).filter(({ y }) => y >= least)
  if (column.grows === undefined || points.length < 2) return []
  const law = fitPowerLaw(
    points.map(({ x }) => x),
    points.map(({ y }) => y)
  )
  return [{ column, points, law }]
}

function tableOf({ name, unit }: Growing, columns: readonly Column[], points: Points): Table {
  const body = [...points].map(([size, at]) => [
    size.toLocaleString('en'),
    ...columns.map(column => column.show(at.get(column.name) ?? Number.NaN))
  ])
  return { title: `${name}, size by size`, head: [unit, ...columns.map(({ title }) => title)], body, notes: [] }
}

/** One plot of all that grows, each over what it is at the smallest size. */
async function plotsOf(
  { name, title, unit }: Growing,
  fitted: readonly Fitted[],
  log: Request['log']
): Promise<Plot[]> {
  if (fitted.length === 0) return []
  if (!canDraw()) {
    log('no plots: install what draws them with npm ci --prefix bench/plots')
    return []
  }
  const lines = fitted.map(({ column, points, law }) => ({
    label: `${column.grows} ~ n^${law.exponent.toFixed(2)}`,
    points: points.map(({ x, y }) => ({ x, y: y / points[0].y }))
  }))
  const said = `${title}: ${lines.map(({ label }) => label).join(', ')}`
  return [
    { name: `growth-${name}`, title: said, svg: titled(await drawLines(lines, unit, 'times the smallest'), said) }
  ]
}

/** A drawing that says what it shows to those who do not see it. */
function titled(svg: string, title: string): string {
  const text = title.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return svg.replace('>', () => `><title>${text}</title>`)
}
