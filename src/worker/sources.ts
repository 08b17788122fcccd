import { type AnyIterator, CHUNK, type ChunkSource, chunkSource, ONE_MESSAGE, onlyExample } from './chunks.ts'

/** Examples that go over in chunks: a stream, or a list too long for one message; undefined for what does not. */
export function examplesSource(examples: unknown): ChunkSource | undefined {
  if (typeof examples !== 'object' || examples === null) return undefined
  const stream = (begin: () => AnyIterator) => chunkSource('stream', begin, onlyExample)
  if (Symbol.asyncIterator in examples) {
    return stream(() => (examples as AsyncIterable<unknown>)[Symbol.asyncIterator]())
  }
  if (Array.isArray(examples)) {
    return examples.length > ONE_MESSAGE ? stream(slicesOf([...examples], ONE_MESSAGE)) : undefined
  }
  if (Symbol.iterator in examples) return stream(() => (examples as Iterable<unknown>)[Symbol.iterator]())
  return undefined
}

/**
 * A list of documents or texts too long for one message, whose copying would hold up the page; undefined for any other value. Its slices are
 * shorter than those of examples, as documents are copied with all that they have.
 */
export function listSource(list: unknown): ChunkSource | undefined {
  if (!Array.isArray(list) || list.length <= ONE_MESSAGE) return undefined
  return chunkSource('list', slicesOf([...list], CHUNK), item => item)
}

function slicesOf(list: readonly unknown[], size: number): () => AnyIterator {
  return function* slices() {
    for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size)
  }
}
