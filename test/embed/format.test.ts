import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeModel } from '../../src/model/index.ts'
import { ANSWERS } from './saved.ts'

const read = (name: string) => readFileSync(new URL(`../../fixtures/format/${name}`, import.meta.url))
const said = JSON.parse(read('embed.v1.answers.json').toString())

// Written by tools/embed-fixture.ts, once for a version of the format: what is said here may never change.
test.each(Object.keys(ANSWERS))('%s, version 1: loads, and says what it said when it was saved', kind => {
  const bytes = read(`${kind}.v1.safetensors`)
  expect([decodeModel(bytes).kind, decodeModel(bytes).version]).toEqual([`waymark-${kind}`, 1])
  const now = ANSWERS[kind](bytes)
  expect(now.flat().length).toBeGreaterThan(4)
  now.flat().forEach((value, i) => {
    const then = said[kind].flat()[i]
    // The last bits are those of the engine's logarithm.
    if (typeof value === 'number') expect(value).toBeCloseTo(then, 6)
    else expect(value).toBe(then)
  })
  expect(now.map(list => list.length)).toEqual(said[kind].map((list: readonly unknown[]) => list.length))
})
