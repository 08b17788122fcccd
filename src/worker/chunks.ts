import type { Chunk } from './messages.ts'

/** Examples of a chunk made of single ones. */
const CHUNK = 256

/** Lists of up to so many examples go in one message. */
export const ONE_MESSAGE = 1024

/** Examples as the worker asks for them. */
export interface ChunkSource {
  /** The next chunk. Asked for again only when it has come. Never rejects. */
  next(): Promise<Chunk>
  /** No more are wanted: the iterator is closed. */
  enough(): void
  /** Whether the iterator threw, and what. */
  readonly failure: { readonly error: unknown } | undefined
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>

/** Reads an iterator chunk by chunk: lists are chunks as they are, and single examples are gathered. */
export function chunkSource(iterator: AnyIterator): ChunkSource {
  let failure: { readonly error: unknown } | undefined
  /** A list that came while single examples were gathered. */
  let ahead: readonly unknown[] | undefined
  let over = false

  async function gather(): Promise<Chunk> {
    if (ahead !== undefined) {
      const examples = ahead
      ahead = undefined
      return { examples: examples.map(onlyExample) }
    }
    const gathered: unknown[] = []
    while (!over && gathered.length < CHUNK) {
      const { done, value } = await iterator.next()
      if (done) over = true
      else if (!Array.isArray(value)) gathered.push(value)
      else if (gathered.length === 0) return { examples: value.map(onlyExample) }
      else {
        ahead = value
        break
      }
    }
    return gathered.length === 0 ? 'end' : { examples: gathered.map(onlyExample) }
  }

  return {
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
        .then(() => iterator.return?.())
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
