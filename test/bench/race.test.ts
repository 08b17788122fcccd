import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSet } from '../../bench/data/read.ts'
import { WORKS } from '../../bench/data/works.ts'
import { tfidfRidge } from '../../bench/rivals/tfidf-ridge.ts'
import { race } from '../../bench/run/race.ts'

const work = WORKS[0]
let data = ''

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'waymark-race-'))
  mkdirSync(dirname(join(data, work.set.path)), { recursive: true })
  const rows = Array.from({ length: 80 }, (_, i) => ({
    text: `word${i % 4} also${i % 7}`,
    label: 'abcd'[i % 4],
    split: 'test'
  }))
  writeFileSync(join(data, work.set.path), rows.map(row => JSON.stringify(row)).join('\n'))
})
afterAll(() => rmSync(data, { recursive: true }))

describe('race', () => {
  it('answers every test row of every draw, as the system does at home', async () => {
    const rows = work.prepare(readSet(data, work.set))
    const [result] = await race(
      work,
      rows,
      data,
      ['tfidf-ridge'],
      () => 60_000,
      () => {}
    )
    if (!('draws' in result)) throw new Error(result.reason)
    expect(result.draws).toHaveLength(work.draws)
    const draw = 2
    const { train, test } = work.split(rows, draw)
    const { answer } = tfidfRidge.train(train.map(i => rows[i]))
    const labels = ['a', 'b', 'c', 'd']
    expect([...result.draws[draw].actual]).toEqual(test.map(i => labels.indexOf(rows[i].label)))
    const atHome = test.map(i => answer(rows[i].text))
    expect([...result.draws[draw].given]).toEqual(atHome.map(({ label }) => labels.indexOf(label ?? '')))
    expect([...result.draws[draw].probabilities]).toEqual(
      atHome.flatMap(({ scores }) => scores.map(s => s.probability))
    )
    expect(result.draws[draw].micros.every(t => t >= 0)).toBe(true)
  })

  it('stops what outlives its budget, or fails, and says so', async () => {
    const rows = work.prepare(readSet(data, work.set))
    const budget = (system: string) => (system === 'tfidf-ridge' ? 1 : 60_000)
    const results = await race(work, rows, data, ['tfidf-ridge', 'no-such'], budget, () => {})
    expect(results[0]).toEqual({ system: 'tfidf-ridge', reason: 'stopped after its 0 s (0 of 30 draws done)' })
    expect(results[1]).toMatchObject({ reason: expect.stringContaining('system no-such: expected one of waymark') })
  })
})
