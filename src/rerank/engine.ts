import { show, withDefaults } from '../text/options.ts'
import { answer, asksStage } from './answer.ts'
import type { Collection, Entry } from './collection.ts'
import { buildContext, CONTEXT_DEFAULTS, type ContextOptions } from './context.ts'
import { checkId, expectText } from './documents.ts'
import { Feedback } from './feedback.ts'
import { saveEngine } from './file.ts'
import type { Filled } from './filled.ts'
import {
  type FullQueryOptions,
  type FullSearchOptions,
  QUERY_DEFAULTS,
  type QueryOptions,
  queryOptions
} from './options.ts'
import { Ranker } from './ranker.ts'
import type { Search, SearchContextOptions, SearchInfo } from './search.ts'
import { enoughFor, passagesFound } from './search-context.ts'
import { driftOf, type Space } from './space.ts'
import { Stage } from './stage.ts'
import type { Context, DocumentId, SearchDocument, SearchResult } from './types.ts'

/** The settings that a search keeps. */
export type EngineSettings = Omit<FullSearchOptions, 'onProgress'>

/** What `createSearch` and `loadSearch` make, with the parts that a file is made of. */
export class Engine<D extends SearchDocument> implements Search<D> {
  readonly ranker: Ranker<D>
  /** Undefined until a question needs it: most never do, and it takes as much room as all the rest. */
  private stage: Stage | undefined

  constructor(
    readonly collection: Collection<D>,
    readonly settings: EngineSettings,
    readonly learnt: Feedback = new Feedback(),
    space?: Space,
    changes = 0
  ) {
    this.ranker = new Ranker(collection, settings, space, changes)
  }

  get size(): number {
    return this.collection.entries.size
  }

  get info(): SearchInfo {
    const { collection, settings, learnt } = this
    const { index, space } = this.ranker.settled()
    return {
      documents: this.size,
      fields: settings.fields,
      terms: collection.words.length,
      stem: collection.analysis.stem?.name ?? null,
      stopWords: collection.analysis.stopWords?.name ?? null,
      dims: space.embedder.dims,
      trust: space.trust,
      // It takes a look at every document.
      get drift() {
        return driftOf(space, index.counts)
      },
      judgements: learnt.judgements
    }
  }

  has(id: DocumentId): boolean {
    return this.collection.entries.has(id)
  }

  get(id: DocumentId): D | undefined {
    return this.collection.entries.get(id)?.document
  }

  search(query: string, options?: QueryOptions<D>): SearchResult<D>[] {
    return this.results(expectText('query', query), queryOptions(options))
  }

  context(question: string, options?: SearchContextOptions<D>): Context {
    const { maxTokens, countTokens, ...rest } = withDefaults('options', options, {
      ...QUERY_DEFAULTS,
      ...CONTEXT_DEFAULTS
    } as FullQueryOptions<D> & Filled<ContextOptions>)
    const results = this.results(expectText('question', question), queryOptions(rest))
    const passages = passagesFound(this.ranker.settled(), this.collection, question, results)
    return buildContext(enoughFor(maxTokens, passages), { maxTokens, countTokens })
  }

  private results(query: string, options: FullQueryOptions<D>): SearchResult<D>[] {
    const ranking = this.ranker.settled()
    const full = { ...options, minisearch: { ...this.settings.minisearch, ...options.minisearch } }
    const found = asksStage(full) ? this.indexed().search(query, options.minisearch) : []
    return answer(ranking, this.collection, query, found, full, (terms, vector, fused) =>
      this.learnt.score(ranking, terms, vector, fused)
    )
  }

  /** The first stage, with all documents in it. */
  private indexed(): Stage {
    if (this.stage !== undefined) return this.stage
    const { collection, settings } = this
    const stage = new Stage(settings.fields, collection.analysis, settings.minisearch)
    for (const entry of collection.entries.values()) stage.add({ id: entry.id, words: collection.wordsOf(entry) })
    this.stage = stage
    return stage
  }

  add(document: D): void {
    this.addEntries([this.collection.readOne(document, 'document')])
  }

  addAll(documents: readonly D[]): void {
    this.addEntries(this.collection.read(documents, 'documents'))
  }

  private addEntries(entries: readonly Entry<D>[]): void {
    // Whatever a stemmer throws, it throws before anything is changed.
    const words = entries.map(entry => this.collection.cut(entry))
    entries.forEach((entry, i) => {
      this.put(entry, words[i])
    })
    this.ranker.changed(entries.length)
  }

  private put(entry: Entry<D>, words: readonly (readonly string[])[]): void {
    this.collection.keep(entry, words)
    this.stage?.add({ id: entry.id, words })
  }

  remove(id: DocumentId): void {
    this.take(id)
    this.learnt.forgetDocument(id)
    this.ranker.changed(1)
  }

  replace(document: D): void {
    const entry = this.collection.readOne(document, 'document', true)
    const words = this.collection.cut(entry)
    this.take(entry.id)
    this.put(entry, words)
    this.ranker.changed(1)
  }

  private take(id: DocumentId): void {
    const entry = this.known(id)
    this.stage?.remove({ id, words: this.collection.wordsOf(entry) })
    this.collection.entries.delete(id)
  }

  private known(id: DocumentId): Entry<D> {
    const entry = this.collection.entries.get(checkId('id', id))
    if (entry === undefined) throw new RangeError(`id: expected the id of a document, got ${show(id)}`)
    return entry
  }

  feedback(query: string, id: DocumentId, relevant = true): void {
    const terms = this.collection.analysis.terms(expectText('query', query))
    this.known(id)
    if (typeof relevant !== 'boolean') {
      throw new TypeError(`relevant: expected true or false, got ${show(relevant)}`)
    }
    if (terms.length > 0) this.learnt.give(query, terms, id, relevant)
  }

  forget(query?: string, id?: DocumentId): number {
    const before = this.learnt.judgements
    if (query !== undefined) this.learnt.forget(this.collection.analysis.terms(expectText('query', query)), id)
    else if (id !== undefined) this.learnt.forgetDocument(id)
    else this.learnt.forget()
    return before - this.learnt.judgements
  }

  refit(): void {
    this.ranker.refit()
  }

  save(): Uint8Array {
    return saveEngine(this)
  }
}
