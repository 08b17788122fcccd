import { expect, test } from 'vitest'
import { createRandom } from '../../src/math/index.ts'
import { createSearch } from '../../src/rerank/index.ts'
import { madeDocuments } from './samples.ts'

test('ten thousand judgements are kept, and one more is learnt', () => {
  const documents = madeDocuments(300, 12, 1)
  const search = createSearch(documents, { dims: 32 })
  const random = createRandom(3)
  const query = () => {
    const words = documents[random.below(300)].text.split(' ')
    return Array.from({ length: 3 }, () => words[random.below(words.length)]).join(' ')
  }
  while (search.info.judgements < 10_000) {
    for (let i = 0; i < 500; i++) search.feedback(query(), random.below(300), random.below(4) > 0)
  }
  const asked = query()
  const [, , third] = search.search(asked)
  const before = third.parts.feedback
  search.feedback(asked, third.id)
  const after = search.search(asked, { limit: 300 }).find(({ id }) => id === third.id)
  expect(after?.parts.feedback ?? 0).toBeGreaterThan(before)
  expect(search.save().length - createSearch(documents, { dims: 32 }).save().length).toBeLessThan(5e6)
})
