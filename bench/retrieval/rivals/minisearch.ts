import type MiniSearch from 'minisearch'
import type { Options, SearchOptions } from 'minisearch'
import { englishStopWords, porter } from '../../../src/text/index.ts'
import type { Build, Document } from '../system.ts'
import { imported } from './packages.ts'

/** Every word and every field; what is asked of the index beside. */
async function build(options: Partial<Options<Document>>, asked: SearchOptions = {}): Promise<Build> {
  const { default: Index } = await imported<{ default: typeof MiniSearch }>('minisearch/dist/es/index.js')
  return documents => {
    const index = new Index<Document>({ fields: ['title', 'text'], ...options })
    index.addAll(documents)
    return {
      search: (query, limit) => {
        const found = index.search(query, asked)
        return found.slice(0, limit).map(({ id }): string => id)
      },
      bytes: () => Buffer.byteLength(JSON.stringify(index))
    }
  }
}

/** With its defaults: words in lower case, any of them (OR), BM25+. */
export const stock = () => build({})

/** As its documentation shows a search that forgives: beginnings of words, and a fifth of a word's letters wrong. */
export const fuzzy = () => build({}, { prefix: true, fuzzy: 0.2 })

/** As somebody would set it who knows: stems, no stop words, and the parameters that came out best of a grid. */
export const tuned = () =>
  build({
    processTerm: term => {
      const word = term.toLowerCase()
      return englishStopWords.words.has(word) ? null : porter.stem(word)
    },
    searchOptions: { bm25: { k: 1.2, b: 0.9, d: 0 } }
  })
