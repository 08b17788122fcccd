import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeModel } from '../../src/model/index.ts'
import { ANSWERS } from './saved.ts'

const read = (name: string) => readFileSync(new URL(`../../fixtures/format/${name}`, import.meta.url))
const said: Readonly<Record<string, readonly number[]>> = JSON.parse(read('elm.v1.answers.json').toString())

// Written by tools/elm-fixture.ts, once for a version of the format: what is said here may never change.
test.each(Object.keys(ANSWERS))('%s, version 1: loads, and says what it said when it was saved', kind => {
  const bytes = read(`${kind}.v1.safetensors`)
  expect([decodeModel(bytes).kind, decodeModel(bytes).version]).toEqual([`waymark-${kind}`, 1])
  const now = Array.from(ANSWERS[kind](bytes).data)
  expect(now.length).toBe(said[kind].length)
  // The last bits are those of the engine's exponential.
  now.forEach((x, i) => {
    expect(x).toBeCloseTo(said[kind][i], 12)
  })
})
