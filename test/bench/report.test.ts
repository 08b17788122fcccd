import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { choose } from '../../bench/choose.ts'
import { measureDraw, rowsOfDraws, trainingOverPass } from '../../bench/measures.ts'
import { section, withSection, writePlots } from '../../bench/report/markdown.ts'
import { asMarkdown, asText, tablesOf } from '../../bench/report/table.ts'
import type { Row } from '../../bench/suite.ts'
import { quality } from '../../bench/suites/quality.ts'
import { QUALITY_TARGETS } from '../../bench/targets.ts'

describe('measureDraw', () => {
  const draw = {
    given: Int32Array.of(1, 0, -1, 1),
    actual: Int32Array.of(1, 0, 1, 0),
    probabilities: Float64Array.of(0.1, 0.9, 0.8, 0.2, 0.5, 0.5, 0.4, 0.6),
    micros: Float64Array.of(3, 1, 2, 100),
    trainMs: 12,
    bytes: 3456
  }

  it('reads quality off labels and probabilities, speed off the clock', () => {
    const got = measureDraw(draw, 2, 1)
    expect(got.get('accuracy')).toBe(0.5)
    expect(got.get('f1')).toBeCloseTo(0.5, 12)
    expect(got.get('roc_auc')).toBeCloseTo(3 / 4, 12)
    expect(got.get('recall@fpr0.01')).toBe(0.5)
    expect(got.get('log_loss')).toBeCloseTo(-Math.log(0.9 * 0.8 * 0.5 * 0.4) / 4, 12)
    // tops 0.9 right, 0.8 right, 0.5 wrong, 0.6 wrong: (9/15, 10/15] holds none of the others
    expect(got.get('ece')).toBeCloseTo((0.1 + 0.2 + 0.5 + 0.6) / 4, 12)
    expect([got.get('train_ms'), got.get('predict_us'), got.get('model_bytes')]).toEqual([12, 2.5, 3456])
  })

  it('leaves the measures of a positive label out where there is none', () => {
    expect([...measureDraw(draw, 2, undefined).keys()]).not.toContain('f1')
  })

  it('becomes rows of mean, spread and count', () => {
    const draws = [measureDraw(draw, 2, 1), measureDraw({ ...draw, trainMs: 14 }, 2, 1)]
    expect(rowsOfDraws('sms', 'x', draws).find(row => row.measure === 'train_ms')).toEqual({
      work: 'sms',
      measure: 'train_ms',
      system: 'x',
      value: 13,
      spread: Math.SQRT2,
      n: 2
    })
    expect(rowsOfDraws('sms', 'x', draws.slice(1))[0]).not.toHaveProperty('spread')
  })
})

describe('trainingOverPass', () => {
  it('sets the median training beside the median sum of single answers', () => {
    const ours = [{ trainMs: 8 }, { trainMs: 100 }, { trainMs: 6 }]
    const theirs = [{ micros: Float64Array.of(1000, 3000) }, { micros: Float64Array.of(2000, 6000) }]
    expect(trainingOverPass(ours, theirs)).toBeCloseTo(8 / 6, 12)
  })
})

describe('targets', () => {
  it('speak of works and measures that exist', () => {
    for (const { work, measure } of QUALITY_TARGETS) {
      expect(quality.works.map(w => w.name)).toContain(work)
      expect(quality.measures.map(m => m.name)).toContain(measure)
    }
  })
})

describe('tables', () => {
  const rows: Row[] = [
    { work: 'agnews-5', measure: 'accuracy', system: 'waymark', value: 0.51, spread: 0.02, n: 30 },
    { work: 'agnews-5', measure: 'accuracy', system: 'tfidf-ridge', value: 0.44, spread: 0.02, n: 30 },
    { work: 'agnews-5', measure: 'ece', system: 'waymark', value: 0.06, n: 1 },
    { work: 'agnews-5', measure: 'predict_us', system: 'tfidf-ridge', value: 7, n: 1 }
  ]
  const skipped = [{ work: 'sms', system: 'natural-logistic', reason: 'too slow' }]
  const [news, sms] = tablesOf(quality, rows, skipped)

  it('set target and mark beside ours, and leave no target for what has none', () => {
    expect(news.head).toEqual(['measure', 'target', '', 'waymark', 'tfidf-ridge'])
    expect(news.body).toEqual([
      ['accuracy', '≥ 0.505', '✓', '0.510 ± 0.020', '0.440 ± 0.020'],
      ['ece', '≤ 0.050', '✗', '0.060', ''],
      ['predict_us', '', '', '', '7.00']
    ])
    expect(sms.notes).toEqual(['natural-logistic: skipped, too slow'])
  })

  it('say where and how they were measured, and show plots', () => {
    const machine = { cpu: 'Chip', cores: 2, memoryGB: 8, platform: 'linux x64', node: 'v20' }
    const where = 'Measured with `npm run bench -- quality` on Chip, 2 cores, 8 GB, linux x64, Node v20.'
    expect(section(quality, machine, [news])).toMatch(
      `${where} Mean ± standard deviation over the draws.\n\n### agnews-5`
    )
    const plots = [{ name: 'rows', title: 'time by rows', svg: '<svg/>' }]
    const said = section({ ...quality, reading: 'Medians.' }, machine, [news], { notes: ['Python 3.'], plots })
    expect(said).toContain(`${where} Python 3. Medians.`)
    expect(said).toContain('\n\n![time by rows](plots/rows.svg)\n\n- `accuracy`: ')
    const folder = mkdtempSync(join(tmpdir(), 'waymark-plots-'))
    writePlots(join(folder, 'page.md'), plots)
    expect(readFileSync(join(folder, 'plots/rows.svg'), 'utf8')).toBe('<svg/>\n')
    rmSync(folder, { recursive: true })
  })

  it('align in columns', () => {
    const lines = asText(news).split('\n').slice(1, 4)
    expect(new Set(lines.map(line => line.length)).size).toBe(1)
  })

  it('go between the markers and nowhere else, twice the same', () => {
    const once = withSection('# Benchmarks\n\nby hand\n', 'quality', asMarkdown(news))
    expect(once).toMatch(/^# Benchmarks\n\nby hand\n\n<!-- bench:quality -->\n### agnews-5/)
    const more = `${once}after\n`
    expect(withSection(more, 'quality', asMarkdown(news))).toBe(more)
    expect(withSection(more, 'quality', 'new')).toBe(
      '# Benchmarks\n\nby hand\n\n<!-- bench:quality -->\nnew\n<!-- /bench:quality -->\nafter\n'
    )
    expect(() => withSection('<!-- bench:quality -->', 'quality', 'x')).toThrow('one without the other')
  })
})

describe('choose', () => {
  const names = ['waymark', 'natural-bayes', 'natural-logistic']
  it('takes names, families, any order', () => {
    expect(choose('system', 'natural, waymark', names, true)).toEqual(names)
    expect(choose('system', 'natural-bayes', names)).toEqual(['natural-bayes'])
  })

  it('names what exists', () => {
    expect(() => choose('system', 'natural', names)).toThrow(
      'unknown system "natural": expected one of waymark, natural-bayes, natural-logistic'
    )
    expect(() => choose('work', ',', names)).toThrow('got none')
  })
})
