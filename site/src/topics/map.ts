import { dot, line, plot, text } from '@observablehq/plot'
import type { Classification } from 'waymark/classify'
import { element } from '../shared/element.ts'
import { showFigure } from '../shared/figure.ts'
import { percent } from '../shared/units.ts'
import { colourOf } from './data.ts'
import type { LeftOut } from './thread.ts'

/** More dots than this are a cloud. */
const MOST_DOTS = 400
/** Dots that would cover each other are moved apart so far, on a spiral of sunflower seeds. */
const APART = 0.028
const GOLDEN = 2.399963
const EDGE = 0.16

type Scores = Readonly<Record<string, number>>

/** Corners of a regular polygon, one for each topic: a point is their mean, weighed by how probable each topic is. */
function pointOf(scores: Scores, order: readonly string[]): { x: number; y: number } {
  let x = 0
  let y = 0
  for (const [place, name] of order.entries()) {
    const angle = cornerOf(place, order.length)
    x += (scores[name] ?? 0) * Math.cos(angle)
    y += (scores[name] ?? 0) * Math.sin(angle)
  }
  return { x, y }
}

/** Two lie left and right; of more the first is at the upper left. */
function cornerOf(place: number, count: number): number {
  return (count === 2 ? Math.PI : (3 * Math.PI) / 4) - (2 * Math.PI * place) / count
}

/** Draws the sentences between their topics, and the draft as a ring. */
export function showMap(
  where: HTMLElement,
  rows: readonly LeftOut[],
  order: readonly string[],
  draft: Classification
): void {
  const dots = rows.slice(0, MOST_DOTS).map((row, place) => {
    const { x, y } = pointOf(row.scores, order)
    const away = APART * Math.sqrt(place / 2)
    return { ...row, x: x + away * Math.cos(GOLDEN * place), y: y + away * Math.sin(GOLDEN * place) }
  })
  const corners = order.map((name, place) => ({ name, place, ...pointOf({ [name]: 1.26 }, order) }))
  const ring = pointOf(Object.fromEntries(draft.scores.map(score => [score.label, score.probability])), order)
  const colour = (label: string) => colourOf(order.indexOf(label))
  const outline = order.map((_, place) => pointOf({ [order[place]]: 1 }, order))
  const wide = Math.max(...corners.map(corner => Math.abs(corner.x))) + EDGE
  const high = Math.max(0.5, ...corners.map(corner => Math.abs(corner.y))) + EDGE / 2
  const figure = plot({
    width: 460,
    style: { fontSize: '12px' },
    height: 380,
    margin: 8,
    x: { axis: null, domain: [-wide, wide] },
    y: { axis: null, domain: [-high, high] },
    marks: [
      line([...outline, outline[0]], { x: 'x', y: 'y', stroke: 'var(--line)' }),
      text(corners, {
        x: 'x',
        y: 'y',
        text: 'name',
        fill: corner => colourOf(corner.place),
        fontSize: 14,
        fontWeight: 700
      }),
      dot(dots, {
        x: 'x',
        y: 'y',
        r: 6,
        fill: row => colour(row.label),
        stroke: 'var(--card)',
        title: row => `${row.text}\n${row.label}, taken for ${row.given} (${percent(row.probability)})`
      }),
      dot([ring], { x: 'x', y: 'y', r: 11, stroke: 'var(--ink)', strokeWidth: 2.5 })
    ]
  })
  const wrong = rows.filter(row => row.label !== row.given)
  showFigure(
    where,
    figure,
    `Map of ${rows.length} sentences between ${order.join(', ')}; ${wrong.length} stand nearest to another topic`
  )
  where.append(tableOf(rows, wrong.length))
}

function tableOf(rows: readonly LeftOut[], wrong: number): HTMLElement {
  const cells = (row: LeftOut) =>
    element(
      'tr',
      { class: row.label === row.given ? '' : 'wrong' },
      element('td', {}, row.text),
      element('td', {}, row.label),
      element('td', {}, `${row.given} ${percent(row.probability)}`)
    )
  const head = element(
    'tr',
    {},
    ...['Sentence', 'Topic', 'Taken for'].map(name => element('th', { scope: 'col' }, name))
  )
  const summary = element(
    'summary',
    {},
    `${wrong === 0 ? 'None' : wrong} of ${rows.length} taken for another topic: as a table`
  )
  const table = element(
    'table',
    { class: 'small' },
    element('thead', {}, head),
    element('tbody', {}, ...rows.slice(0, MOST_DOTS).map(cells))
  )
  return element(
    'details',
    {},
    summary,
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Sentences and what they were taken for' },
      table
    )
  )
}
