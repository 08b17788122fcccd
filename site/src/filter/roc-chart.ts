import { dot, line, plot, ruleX, ruleY } from '@observablehq/plot'
import { showFigure } from '../shared/figure.ts'
import type { RocPoint } from './roc.ts'

/** Draws the curve and the point at which the line is drawn. */
export function showRoc(where: HTMLElement, curve: readonly RocPoint[], point: RocPoint, name: string): void {
  const figure = plot({
    width: 420,
    style: { fontSize: '12px' },
    height: 330,
    marginLeft: 46,
    marginBottom: 42,
    marginRight: 14,
    x: {
      domain: [0, 1],
      label: 'Fine messages stopped',
      tickFormat: '.0%',
      ticks: 5,
      labelAnchor: 'center',
      labelArrow: 'none'
    },
    y: { domain: [0, 1], label: 'Unwanted ones caught', tickFormat: '.0%', ticks: 5, grid: true, labelArrow: 'none' },
    marks: [
      line(
        [
          [0, 0],
          [1, 1]
        ],
        { stroke: 'var(--soft)', strokeDasharray: '4 4' }
      ),
      line(curve, { x: 'stopped', y: 'caught', stroke: 'var(--accent)', strokeWidth: 2.5, strokeLinejoin: 'round' }),
      ruleX([point], { x: 'stopped', y2: 'caught', y1: () => 0, stroke: 'var(--ink)', strokeOpacity: 0.5 }),
      ruleY([point], { y: 'caught', x2: 'stopped', x1: () => 0, stroke: 'var(--ink)', strokeOpacity: 0.5 }),
      dot([point], { x: 'stopped', y: 'caught', r: 8, fill: 'var(--ink)', stroke: 'var(--card)', strokeWidth: 2.5 })
    ]
  })
  showFigure(where, figure, name)
}
