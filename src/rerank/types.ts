/** What tells documents apart. 1 and '1' are two ids. */
export type DocumentId = string | number

/** A document: an object with an id and fields of text. Other fields are kept and given back as they are. */
export type SearchDocument = object

/** A document of which nothing is known, such as one from a file. */
export type AnyDocument = { readonly [field: string]: unknown }

/** A piece of one field of a document, in UTF-16 offsets of that field's text as it was given. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A piece of a text that shows why it was found. Never markup: whoever shows it escapes it. */
export interface Snippet {
  /** The field it is from. */
  readonly field: string
  /** `[start, end)` of the field. */
  readonly start: number
  readonly end: number
  /** That piece, as it was given. */
  readonly text: string
  /** What to highlight: ranges within `text`, ascending, apart from one another. */
  readonly marks: readonly Range[]
}

/** What a score is made of: the parts add up to it. */
export interface ScoreParts {
  /** Words of the query in the document, and words spelled like them: 1 for the best document. */
  readonly lexical: number
  /** Nearness to the documents that are best by words. */
  readonly expansion: number
  /** Nearness to the query in the space of the embeddings. */
  readonly semantic: number
  /** The score of the first stage, where it counts. */
  readonly stage: number
  /** What was learnt from `feedback`. */
  readonly feedback: number
}

/** One document found. */
export interface SearchResult<D = AnyDocument> {
  readonly id: DocumentId
  /** Comparable within one query only. */
  readonly score: number
  readonly parts: ScoreParts
  /** The words of the query that it has, as asked, also in another form; none where only the embeddings found it. */
  readonly terms: readonly string[]
  /** The best piece of it, found when it is first asked for. */
  readonly snippet: Snippet
  readonly document: D
}

/** Where a piece of a context comes from. */
export interface ContextSource {
  /** The number that cites it in the text, from 1 up. */
  readonly number: number
  readonly id: DocumentId
  readonly field: string
  /** `[start, end)` of that field of the document, as it was given. */
  readonly start: number
  readonly end: number
  /** `[from, to)` of the context's text where that piece stands. */
  readonly from: number
  readonly to: number
}

/** Text for a prompt, and where each piece of it is from. */
export interface Context {
  /** Empty where nothing was found or nothing fits. */
  readonly text: string
  readonly sources: readonly ContextSource[]
  /** What `countTokens` says of `text`. */
  readonly tokens: number
}
