import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createReranker, createSearch } from '../../src/index.ts'
import { ENGLISH, GERMAN, JAPANESE, plain } from '../rerank/samples.ts'
import { bundle } from './package.ts'

const pages = [...ENGLISH, ...GERMAN, ...JAPANESE]
const questions = ['oil the chain', 'Kette ölen', 'チェーンの油', '']

test('a search in a realm that has JavaScript and nothing else says what it says here', async () => {
  const { code } = await bundle("export * from 'waymark/rerank'", { format: 'iife', globalName: 'waymark' })
  const realm = createContext({}, { codeGeneration: { strings: false, wasm: false } })
  runInContext(Buffer.from(code).toString(), realm)
  const script = `(() => {
    const platform = [
      'process', 'Buffer', 'window', 'document', 'TextEncoder', 'TextDecoder', 'URL', 'require', 'crypto', 'fetch',
      'setTimeout', 'queueMicrotask', 'structuredClone', 'performance'
    ]
    const pages = ${JSON.stringify(pages)}
    const questions = ${JSON.stringify(questions)}
    const ask = search => questions.map(question => [
      search.search(question), search.search(question, { semantic: 'none', minisearch: { prefix: true } }), search.context(question)
    ])
    const made = waymark.createSearch(pages)
    made.feedback('oil the chain', 'clock-oil')
    const search = waymark.loadSearch(made.save())
    const said = ask(search)
    search.remove('bread-loaf')
    search.add({ id: 'new', title: 'New', text: 'An otter oils no chain' })
    search.replace({ id: 'bread-rye', title: 'Rye', text: 'Dense' })
    const candidates = pages.slice(0, 9).map(({ id }) => ({ id }))
    const reranked = waymark.createReranker(pages).rerank('oil the chain', candidates)
    return JSON.stringify({
      platform: platform.filter(name => name in globalThis),
      said,
      later: ask(search),
      forgotten: search.forget(),
      reranked,
      bytes: Array.from(made.save())
    })
  })()`
  const there = JSON.parse(runInContext(script, realm))
  const here = createSearch(pages)
  const ask = () =>
    questions.map(question => [
      here.search(question),
      here.search(question, { semantic: 'none', minisearch: { prefix: true } }),
      here.context(question)
    ])
  here.feedback('oil the chain', 'clock-oil')
  expect(there.platform).toEqual([])
  expect(there.said).toEqual(plain(ask()))
  expect(there.bytes).toEqual(Array.from(here.save()))
  here.remove('bread-loaf')
  here.add({ id: 'new', title: 'New', text: 'An otter oils no chain' })
  here.replace({ id: 'bread-rye', title: 'Rye', text: 'Dense' })
  // MiniSearch keeps mean lengths up to date by differences: the last bits hang on the order.
  expect(there.later.map(([found]: readonly unknown[]) => found)).toEqual(plain(ask()).map(([found]) => found))
  expect(there.forgotten).toBe(1)
  const candidates = pages.slice(0, 9).map(({ id }) => ({ id }))
  expect(there.reranked).toEqual(plain(createReranker(pages).rerank('oil the chain', candidates)))
})
