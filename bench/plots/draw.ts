import { existsSync } from 'node:fs'

/** A line of a plot. */
export interface Line {
  /** What is written at its end. */
  readonly label: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

const packages = new URL('./node_modules/', import.meta.url)

/** Whether the charting library is installed: `npm ci --prefix bench/plots`. */
export function canDraw(): boolean {
  return ['@observablehq/plot', 'linkedom'].every(name => existsSync(new URL(`${name}/package.json`, packages)))
}

/** Of middle lightness, so that they are seen on a light page and on a dark one. */
const INK = '#888888'
const COLOURS = ['#4a7fe0', '#e0762f', '#3ca951', '#b66be0']

const WIDTH = 560
const HEIGHT = 280
/** Of a line of text, with room below. */
const LINE = 14

interface Library {
  readonly plot: (options: object) => { readonly outerHTML: string }
  readonly line: (data: unknown, options: object) => unknown
  readonly dot: (data: unknown, options: object) => unknown
  readonly text: (data: unknown, options: object) => unknown
}

/** Lines over logarithmic axes, as SVG. Throws where the library is not installed. */
export async function drawLines(lines: readonly Line[], x: string, y: string): Promise<string> {
  // The paths are computed, so that the compiler asks for no types of packages that are not installed here.
  const plot = (await import(new URL('@observablehq/plot/src/index.js', packages).href)) as Library
  const { parseHTML } = (await import(new URL('linkedom/esm/index.js', packages).href)) as {
    parseHTML: (html: string) => { document: unknown }
  }
  const points = lines.flatMap((line, i) =>
    line.points.map(point => ({ ...point, colour: COLOURS[i % COLOURS.length], line: line.label }))
  )
  const last = apart(
    lines.map(line => line.points[line.points.length - 1].y),
    points.map(point => point.y)
  )
  const ends = lines.map(({ label, points }, i) => {
    return { x: points[points.length - 1].x, y: last[i], label, colour: COLOURS[i % COLOURS.length] }
  })
  const at = { x: 'x', y: 'y' }
  const drawing = plot.plot({
    document: parseHTML('<!doctype html><html><body></body></html>').document,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 48,
    marginRight: 175,
    style: { color: INK, fontSize: '11px', background: 'none' },
    x: { type: 'log', label: x, ticks: [...new Set(points.map(point => point.x))], tickFormat: short },
    y: { type: 'log', label: y, ticks: decades(points.map(point => point.y)), tickFormat: short, grid: true },
    marks: [
      plot.line(points, { ...at, z: 'line', stroke: 'colour', strokeWidth: 2 }),
      plot.dot(points, { ...at, fill: 'colour', r: 3 }),
      plot.text(ends, { ...at, text: 'label', fill: 'colour', textAnchor: 'start', dx: 8 })
    ]
  })
  return tidy(drawing.outerHTML)
}

/** Heights for labels near those of the ends of their lines, a line of text apart, on the logarithmic axis that all values span. */
export function apart(ends: readonly number[], all: readonly number[]): number[] {
  const span = Math.log(Math.max(...all) / Math.min(...all))
  const gap = ((span || 1) * LINE) / (HEIGHT - 50)
  const order = ends.map((_, i) => i).sort((a, b) => ends[b] - ends[a])
  const out = [...ends]
  for (let k = 1; k < order.length; k++) {
    out[order[k]] = Math.min(out[order[k]], out[order[k - 1]] * Math.exp(-gap))
  }
  return out
}

/** Powers of ten, their halves and thirds, around the values. */
function decades(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const powers = Array.from({ length: 30 }, (_, i) => 10 ** (i - 12))
  return powers.flatMap(power => [power, 3 * power]).filter(tick => tick >= least / 1.5 && tick <= most * 1.5)
}

/** Two digits and k or M from a thousand up: 1,024 is 1k. */
function short(value: number): string {
  if (value >= 999_500) return `${Number((value / 1e6).toPrecision(2))}M`
  return value >= 1000 ? `${Number((value / 1000).toPrecision(2))}k` : `${Number(value.toPrecision(3))}`
}

/** An SVG file of what is meant for a page: with its namespace, without a class and its rules, numbers to a tenth. */
export function tidy(svg: string): string {
  return svg
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/ class="[^"]*"| aria-\w+="[^"]*"/g, '')
    .replaceAll('currentColor', INK)
    .replace(/\d+\.\d{3,}/g, number => `${Math.round(Number(number) * 10) / 10}`)
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
}
