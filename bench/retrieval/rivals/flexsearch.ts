import type { Build } from '../system.ts'
import { imported } from './packages.ts'

interface Index {
  add(id: string, text: string): void
  search(query: string, options: object): readonly string[]
  export(each: (key: string, data: string | undefined) => void): void
}

interface FlexSearch {
  readonly Index: new (options: object) => Index
  readonly Encoder: new (language: object) => object
}

/**
 * By default it wants every word of the query in the document, and finds nothing for 98 % of the questions of Cranfield. So it has what its
 * documentation offers for more than key words: `suggest`, which lets words be missing, and its English pack. Title and text are one
 * text, since its index of several fields puts one field's finds after the other's and does worse.
 */
export async function flexsearch(): Promise<Build> {
  const { default: library } = await imported<{ default: FlexSearch }>(
    'flexsearch/dist/flexsearch.bundle.module.min.mjs'
  )
  const { default: english } = await imported<{ default: object }>('flexsearch/dist/module/lang/en.js')
  return documents => {
    const index = new library.Index({ encoder: new library.Encoder(english) })
    for (const { id, title = '', text } of documents) index.add(id, `${title} ${text}`)
    return {
      search: (query, limit) => index.search(query, { limit, suggest: true }),
      bytes: () => {
        let bytes = 0
        index.export((_, data) => {
          bytes += Buffer.byteLength(data ?? '')
        })
        return bytes
      }
    }
  }
}
