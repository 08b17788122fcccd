import { dot, line, plot, ruleX } from '@observablehq/plot'
import { element } from '../shared/element.ts'
import { showFigure } from '../shared/figure.ts'
import { percent } from '../shared/units.ts'

/** An answer and whether it was right. */
export interface Judged {
  readonly probability: number
  readonly right: boolean
}

interface Bin {
  readonly count: number
  readonly claimed: number
  readonly right: number
}

/** Answers in bins of equal width; few answers in few bins, since a bin of one says nothing. */
function binsOf(answers: readonly Judged[]): Bin[] {
  const width = answers.length < 100 ? 0.2 : 0.1
  const bins = new Map<number, Judged[]>()
  for (const answer of answers) {
    const place = Math.min(Math.floor(answer.probability / width), Math.round(1 / width) - 1)
    bins.set(place, [...(bins.get(place) ?? []), answer])
  }
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([, inside]) => ({
      count: inside.length,
      claimed: inside.reduce((sum, answer) => sum + answer.probability, 0) / inside.length,
      right: inside.filter(answer => answer.right).length / inside.length
    }))
}

/** Draws how often answers were right against how sure they were; `source` says whose answers they are. */
export function showTrust(where: HTMLElement, answers: readonly Judged[], source: string): void {
  const bins = binsOf(answers)
  const figure = plot({
    width: 460,
    style: { fontSize: '12px' },
    height: 300,
    marginLeft: 46,
    marginBottom: 40,
    marginRight: 16,
    x: {
      domain: [0, 1],
      label: 'How sure it was',
      tickFormat: '.0%',
      ticks: 5,
      labelAnchor: 'center',
      labelArrow: 'none'
    },
    y: { domain: [0, 1], label: 'How often it was right', tickFormat: '.0%', ticks: 5, grid: true, labelArrow: 'none' },
    r: { range: [0, 16], domain: [0, Math.max(...bins.map(bin => bin.count))] },
    marks: [
      line(
        [
          [0, 0],
          [1, 1]
        ],
        { stroke: 'var(--soft)', strokeDasharray: '4 4' }
      ),
      ruleX(bins, { x: 'claimed', y1: 'claimed', y2: 'right', stroke: 'var(--soft)' }),
      dot(bins, {
        x: 'claimed',
        y: 'right',
        r: 'count',
        fill: 'var(--accent)',
        fillOpacity: 0.85,
        stroke: 'var(--card)',
        title: bin => `${bin.count} answers: ${percent(bin.claimed)} sure, ${percent(bin.right)} right`
      })
    ]
  })
  const right = answers.filter(answer => answer.right).length
  const claimed = answers.reduce((sum, answer) => sum + answer.probability, 0) / answers.length
  const sum = `${right} of ${answers.length} ${source} were answered right; on average it was ${percent(claimed).replaceAll(' ', '\u00a0')} sure.`
  showFigure(where, figure, sum)
  where.append(element('p', { class: 'small' }, sum), tableOf(bins))
}

function tableOf(bins: readonly Bin[]): HTMLElement {
  const head = element('tr', {}, ...['Answers', 'Sure', 'Right'].map(name => element('th', { scope: 'col' }, name)))
  const rows = bins.map(({ count, claimed, right }) =>
    element(
      'tr',
      {},
      ...[String(count), percent(claimed), percent(right)].map(cell => element('td', { class: 'figure' }, cell))
    )
  )
  const table = element('table', { class: 'small' }, element('thead', {}, head), element('tbody', {}, ...rows))
  return element('details', {}, element('summary', {}, 'As a table'), table)
}
