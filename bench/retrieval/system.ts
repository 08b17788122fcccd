/** A document as every system gets it. A type, not an interface, so that it is a record of fields too. */
export type Document = {
  readonly id: string
  /** Absent in works whose documents have none. */
  readonly title?: string
  readonly text: string
}

/** Documents by id, best first, each once. */
export type Found = readonly string[]

/** A collection made ready to be searched. */
export interface Engine {
  /** At most `limit` documents. */
  readonly search: (query: string, limit: number) => Found | Promise<Found>
  /** Bytes of the saved index. */
  readonly bytes: () => number | Promise<number>
  /** The same search without what is not lexical, where there is such a switch. */
  readonly lexical?: (query: string, limit: number) => Found | Promise<Found>
  /** Takes in that a document helped with a query, where that is possible. */
  readonly feedback?: (query: string, id: string) => void
}

/** Indexes documents, with settings that no work may change. */
export type Build = (documents: readonly Document[]) => Engine | Promise<Engine>

/** A system by name, loaded only where it runs. */
export interface System {
  readonly name: string
  /** The package of `bench/rivals` it stands on. */
  readonly package?: string
  /** Whether it learns from judgements; a work that gives them leaves the others out. */
  readonly learns?: true
  readonly load: () => Promise<Build>
}
