/**
 * Writes a saved search in fixtures/format, and what it says to some questions: `npx tsx tools/search-fixture.ts`. It is made once for a
 * version of the format, and from then on every release must read it and say the same: a file that is there stays as it is.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { decodeModel } from '../src/model/index.ts'
import { createSearch } from '../src/rerank/index.ts'
import { ENGLISH } from '../test/rerank/samples.ts'
import { SEARCH_QUESTIONS, searchAnswers } from '../test/rerank/saved.ts'

const folder = new URL('../fixtures/format/', import.meta.url)

const search = createSearch(
  [...ENGLISH, { id: 7, title: '__proto__', text: 'Straße ﬁne \ud800 東京 \u{1f600}', tags: [null] }],
  {
    dims: 24,
    seed: 3,
    minisearch: { boost: { title: 2 }, fuzzy: 0.2 }
  }
)
search.feedback('oil the chain', 'clock-oil')
search.feedback('oil the chain', 'bike-chain', false)
search.feedback('grease', 'clock-spring')
search.remove('bread-flat')

const bytes = search.save()
const file = `search.v${decodeModel(bytes).version}`
const path = new URL(`${file}.safetensors`, folder)
if (!existsSync(path)) {
  writeFileSync(path, bytes)
  const answers = SEARCH_QUESTIONS.map(query => ({ query, ...searchAnswers(search, query) }))
  writeFileSync(new URL(`${file}.answers.json`, folder), `${JSON.stringify(answers, null, 1)}\n`)
}
