import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { commandLine } from './in-process.ts'
import { waymark } from './run.ts'

interface Run {
  readonly examples: number
  readonly trainMs: number
  readonly bytes: number
  readonly evaluation: { readonly accuracy: number; readonly examples: number }
}

interface Shown {
  readonly preset: string
  readonly labels: readonly string[]
  readonly runs: readonly Run[]
  readonly predictions: readonly {
    readonly actual: string
    readonly label: string | null
    readonly pieces: unknown[]
  }[]
}

describe('demo', () => {
  test('from any folder, without colour in a pipe: figures and five answers with reasons for each filter', async () => {
    const { status, out, err } = await waymark(['demo'], { cwd: tmpdir() })
    expect({ status, err }).toEqual({ status: 0, err: '' })
    for (const title of ['Topic tagger', 'Spam filter', 'Toxicity filter'])
      expect(out).toContain(`\n${title}, tested on `)
    expect(out.match(/^[✓✗] .* [01]\.\d\d {2}\S/gm)).toHaveLength(15)
    expect(out.match(/^ +because: \S/gm)).toHaveLength(15)
    expect(out).not.toContain('\u001b')
    const lines = out.split('\n')
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100)
    expect(Math.max(...lines.filter(line => line.startsWith('│')).map(line => line.length))).toBeLessThanOrEqual(80)
  })

  test('for machines; every label is shown, and every filter beats guessing', async () => {
    const { out, err } = await commandLine(['demo', '--json'])
    expect(err).toBe('')
    const filters: Shown[] = JSON.parse(out).filters
    expect(filters.map(filter => filter.preset)).toEqual(['topics', 'spam', 'toxicity'])
    expect(filters.map(filter => filter.runs.map(run => run.examples))).toEqual([[20, 120], [200], [200]])
    for (const { labels, runs, predictions } of filters) {
      expect(predictions).toHaveLength(5)
      expect(new Set(predictions.map(one => one.actual))).toEqual(new Set(labels))
      for (const { evaluation, trainMs, bytes } of runs) {
        expect(evaluation.accuracy).toBeGreaterThan(1.4 / labels.length)
        expect(trainMs).toBeGreaterThan(0)
        expect(bytes).toBeGreaterThan(0)
      }
    }
  })
})
