import type { Build, Document } from '../system.ts'
import { imported } from './packages.ts'

/** A word of a query, on its way to its stem. */
type Token = object

interface Builder {
  ref(field: string): void
  field(name: string): void
  add(document: Document): void
}

interface Index {
  query(ask: (query: { term(tokens: readonly Token[]): void }) => void): readonly { readonly ref: string }[]
}

interface Lunr {
  (configure: (this: Builder) => void): Index
  readonly tokenizer: (text: string) => readonly Token[]
  readonly trimmer: (token: Token) => Token
}

/**
 * Its query language gives signs like `:` and `-` a meaning that a question does not have, so questions come as tokens, as its documentation
 * shows for that.
 *
 * @param trimmed whether signs around the words of the query are cut off, as they are in documents: by default `heat?` meets no `heat`
 */
async function build(trimmed: boolean): Promise<Build> {
  const { default: lunr } = await imported<{ default: Lunr }>('lunr/lunr.js')
  return documents => {
    const index = lunr(function () {
      this.ref('id')
      this.field('title')
      this.field('text')
      for (const document of documents) this.add(document)
    })
    return {
      search: (query, limit) => {
        const tokens = lunr.tokenizer(query)
        const terms = trimmed ? tokens.map(token => lunr.trimmer(token)) : tokens
        const found = index.query(ask => ask.term(terms))
        return found.slice(0, limit).map(({ ref }) => ref)
      },
      bytes: () => Buffer.byteLength(JSON.stringify(index))
    }
  }
}

/** With its defaults, which stem and leave stop words out. */
export const lunr = () => build(false)

/** The same with its own trimmer over the query too. */
export const lunrTrimmed = () => build(true)
