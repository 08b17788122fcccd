import type { Chunk } from './messages.ts'

/** Items of a chunk made of single ones, and documents of a slice. */
export const CHUNK = 256

/** Lists of up to so many items go in one message. */
export const ONE_MESSAGE = 1024

/** Examples or documents as the worker asks for them. */
export interface ChunkSource {
  /** What they are to the worker: read as they come, or gathered to one list. */
  readonly kind: 'stream' | 'list'
  /** Takes the iterator. Throws what taking it throws: a stream is locked, for one. */
  open(): void
  /** The next chunk. Asked for again only when it has come. Never rejects. */
  next(): Promise<Chunk>
  /** No more are wanted: the iterator is closed, taken for that where it was not yet. */
  enough(): void
  /** Whether the iterator threw, and what. */
  readonly failure: { readonly error: unknown } | undefined
}

export type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>

/**
 * Reads an iterator chunk by chunk: lists are chunks as they are, and single items are gathered.
 *
 * @param begin takes the iterator
 * @param sent an item as it is sent
 */
export function chunkSource(
  kind: ChunkSource['kind'],
  begin: () => AnyIterator,
  sent: (item: unknown) => unknown
): ChunkSource {
  let taken: AnyIterator | undefined
  let failure: { readonly error: unknown } | undefined
  /** A list that came while single items were gathered. */
  let ahead: readonly unknown[] | undefined
  let over = false

  function iterator(): AnyIterator {
    taken ??= begin()
    return taken
  }

  async function gather(): Promise<Chunk> {
    if (ahead !== undefined) {
      const items = ahead
      ahead = undefined
      return { items: items.map(sent) }
    }
    const gathered: unknown[] = []
    while (!over && gathered.length < CHUNK) {
      const { done, value } = await iterator().next()
      if (done) over = true
      else if (!Array.isArray(value)) gathered.push(value)
      else if (gathered.length === 0) return { items: value.map(sent) }
      else {
        ahead = value
        break
      }
    }
    return gathered.length === 0 ? 'end' : { items: gathered.map(sent) }
  }

  return {
    kind,
    open: () => void iterator(),
    async next() {
      try {
        return await gather()
      } catch (error) {
        failure = { error }
        over = true
        return 'failed'
      }
    },
    enough() {
      if (over) return
      over = true
      // What closing throws has nobody left to hear it.
      Promise.resolve()
        .then(() => iterator().return?.())
        .catch(() => {})
    },
    get failure() {
      return failure
    }
  }
}

/** The three fields of an example and no others, which may not be fit to be sent; anything else as it is, for the worker to refuse. */
export function onlyExample(example: unknown): unknown {
  if (typeof example !== 'object' || example === null) return example
  const { text, label, weight } = example as Readonly<Record<string, unknown>>
  return weight === undefined ? { text, label } : { text, label, weight }
}
