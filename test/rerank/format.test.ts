import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeModel } from '../../src/model/index.ts'
import { loadSearch } from '../../src/rerank/index.ts'
import { ENGLISH, nearlyEqual, type Page, plain } from './samples.ts'
import { SEARCH_QUESTIONS, searchAnswers } from './saved.ts'

const read = (name: string) => readFileSync(new URL(`../../fixtures/format/${name}`, import.meta.url))
const bytes = read('search.v1.safetensors')
const said: readonly { readonly query: string }[] = JSON.parse(read('search.v1.answers.json').toString())

// Written by tools/search-fixture.ts, once for a version of the format: what is said here may never change.
test('a search, version 1: loads, and says what it said when it was saved', () => {
  expect([decodeModel(bytes).kind, decodeModel(bytes).version]).toEqual(['waymark-search', 1])
  const search = loadSearch(bytes)
  expect(said.map(({ query }) => query)).toEqual(SEARCH_QUESTIONS)
  expect(JSON.stringify(said).length).toBeGreaterThan(5000)
  for (const before of said) {
    const now = plain({ query: before.query, ...searchAnswers(search, before.query) })
    // The last digits are those of the engine's logarithm.
    if (!nearlyEqual(now, before)) expect(now).toEqual(before)
  }
})

test('goes on from there', () => {
  const search = loadSearch<Page>(bytes)
  expect([search.size, search.info.judgements, search.info.dims]).toEqual([40, 3, 24])
  search.add(ENGLISH.find(({ id }) => id === 'bread-flat') as Page)
  expect(search.search('flatbreads')[0].id).toBe('bread-flat')
  expect(search.forget('grease')).toBe(1)
  expect(loadSearch(search.save()).size).toBe(41)
})
