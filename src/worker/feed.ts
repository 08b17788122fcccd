import type { Example, ExampleStream } from '../classify/index.ts'
import type { Chunk, Notice } from './messages.ts'

/** A stream in the worker whose chunks the page sends as they are asked for. */
export interface Feed {
  readonly stream: ExampleStream
  give(chunk: Chunk): void
  /** No more will come: who waits for a chunk gets an error. */
  stop(): void
}

/**
 * The examples of a call. The next chunk is asked for as soon as one has come, and so is on its way while that one is read: never more than
 * one.
 */
export function feedOf(id: number, say: (notice: Notice) => void): Feed {
  let ahead: Chunk | undefined
  let waiting: ((chunk: Chunk) => void) | undefined
  let over = false
  const next = () => say({ waymark: 'next', id })
  const give = (chunk: Chunk) => {
    if (over) return
    over = typeof chunk !== 'object'
    if (!over) next()
    if (waiting === undefined) ahead = chunk
    else waiting(chunk)
    waiting = undefined
  }
  const iterator: AsyncIterator<readonly Example[]> = {
    async next() {
      const chunk = ahead ?? (await new Promise<Chunk>(resolve => (waiting = resolve)))
      // The last word stays.
      if (typeof chunk === 'object') ahead = undefined
      if (chunk === 'failed') throw new Error('examples: expected to come, got an error of the page')
      return chunk === 'end' ? { done: true, value: undefined } : { done: false, value: chunk.items as Example[] }
    },
    async return() {
      say({ waymark: 'enough', id })
      return { done: true, value: undefined }
    }
  }
  const begin = () => {
    next()
    return iterator
  }
  return { stream: { [Symbol.asyncIterator]: begin }, give, stop: () => give('failed') }
}

/** The whole list of which a feed gives the chunks. */
export async function gathered({ stream }: Feed): Promise<unknown[]> {
  const chunks: unknown[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks.flat()
}
