import MiniSearch, { type SearchOptions as MiniSearchOptions } from 'minisearch'
import { show } from '../text/options.ts'
import type { Analysis } from './analysis.ts'
import type { DocumentId } from './types.ts'

/**
 * Options of MiniSearch's own for a query, passed through: `prefix`, `fuzzy`, `boost`, `combineWith` and the like. How texts become
 * terms is not among them: that is `stem` and `stopWords`; nor is `filter`, which stands beside them.
 */
export type StageOptions = Omit<MiniSearchOptions, 'filter' | 'tokenize' | 'processTerm'>

/** BM25 as textbooks have it, with the length counting almost fully: with stems it ranks abstracts better than MiniSearch's own. */
export const STAGE_DEFAULTS: StageOptions = { bm25: { k: 1.2, b: 0.9, d: 0 } }

/** A document found by the first stage. */
export interface StageHit {
  readonly id: DocumentId
  /** Above 0, comparable within one query. */
  readonly score: number
  /** The terms of the document that the first stage took for terms of the query, and these, where it says so. */
  readonly terms?: readonly string[]
  readonly queryTerms?: readonly string[]
}

/** A document whose fields have been cut into terms already, so that it is done once for both stages. */
interface StageDocument {
  readonly id: DocumentId
  /** (fields) */
  readonly words: readonly (readonly string[])[]
}

/** The id's name. A field of this name would be empty, and nobody calls one so. */
const ID = '\0id'

/** The first stage: MiniSearch over the terms of the kit's own analysis. */
export class Stage {
  private readonly engine: MiniSearch<StageDocument>
  private current: StageDocument = { id: '', words: [] }

  constructor(fields: readonly string[], analysis: Analysis, options: StageOptions) {
    this.engine = new MiniSearch<StageDocument>({
      fields: [...fields],
      idField: ID,
      extractField: (document, name) => (name === ID ? document.id : ''),
      tokenize: (text, name) => {
        if (name === undefined) return analysis.terms(text)
        return [...(this.current.words[fields.indexOf(name)] ?? [])]
      },
      processTerm: term => term,
      searchOptions: { ...STAGE_DEFAULTS, ...options }
    })
  }

  add(document: StageDocument): void {
    this.current = document
    this.engine.add(document)
  }

  /** `document` with the words it was added with. */
  remove(document: StageDocument): void {
    this.current = document
    this.engine.remove(document)
  }

  /** The documents of MiniSearch's own, best first, of equals those that came first. */
  search(query: string, options: StageOptions = {}): StageHit[] {
    const found = this.engine.search(query, options)
    const odd = found.find(({ score }) => !Number.isFinite(score))
    if (odd === undefined) return found
    throw new RangeError(
      `options.minisearch: expected boosts that give finite scores, got ${odd.score} for ${show(odd.id)}`
    )
  }
}
