/** What is shown of a result: those of `createSearch` have it, and those of a reranker or a server may. */
export interface FoundResult {
  readonly id?: unknown
  /** The piece that shows why it was found, with `[start, end)` ranges of its text to highlight, ascending and apart. */
  readonly snippet?:
    | { readonly text: string; readonly marks?: readonly { readonly start: number; readonly end: number }[] }
    | undefined
  readonly document?: unknown
}

/** Anything that finds: a search, one of a worker, a function that asks a server. */
export interface Searcher {
  search(
    query: string,
    options: { readonly limit: number }
  ): readonly FoundResult[] | PromiseLike<readonly FoundResult[]>
}

/** What the element says. */
export interface SearchTexts {
  /** Default: `1 result`, `2 results`. */
  readonly results: (count: number) => string
  /** Default: `No results`. */
  readonly none: string
  /** Where an answer is not there after a third of a second. Default: `Searching…` */
  readonly waiting: string
  /** Default: `The search failed`. */
  readonly failed: string
}

/** The defaults of {@link SearchTexts}. */
export const SEARCH_TEXTS: SearchTexts = {
  results: count => (count === 1 ? '1 result' : `${count} results`),
  none: 'No results',
  waiting: 'Searching…',
  failed: 'The search failed'
}

/**
 * `<waymark-search>`. Attributes: `label` (default `Search`), `placeholder`, `limit` (results at most, default 8). Events: `waymark-select`
 * with the result as `detail`, which may be prevented from following its link, and `waymark-error` with what the search threw, which may
 * be prevented from being reported. Parts: `label`, `input`, `results`, `result`, `title`, `snippet`, `mark`, `status`.
 */
export interface SearchElement extends HTMLElement {
  /** Finds; until it is there, questions wait. Setting it asks it. */
  search: Searcher | undefined
  /** What is asked. Setting it asks. */
  query: string
  /** The heading of a result. Default: `title` or `name` of the document, its id or the snippet, the first that is not blank. */
  heading: (result: FoundResult) => string
  /** Where a result leads, undefined for nowhere. Only addresses of the web are followed. Default: `url` of the document. */
  link: (result: FoundResult) => string | undefined
  /** What is said in place of the defaults. */
  texts: Partial<SearchTexts>
}
