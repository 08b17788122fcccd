/**
 * What goes between a page and its worker. Questions and answers are Comlink's: a page calls the methods of {@link Desk}. What the worker
 * says of itself, {@link Notice}, takes the same way, so that progress is heard before the answer.
 */

/** The number that stands for the kit itself, where others are those of models. */
export const KIT = 0

/** Where in the arguments something belongs that cannot be sent as it is: of `[1, 'vectors']` the option of the second. */
export type Place = readonly (string | number)[]

/** What belongs there. */
export type Part =
  | { readonly kind: 'model'; readonly place: Place; readonly id: number }
  | { readonly kind: 'stemmer'; readonly place: Place; readonly name: string }
  | { readonly kind: 'progress'; readonly place: Place }
  /** With a flag in shared memory, where the page may have some: 1 says stop. */
  | { readonly kind: 'signal'; readonly place: Place; readonly flag: Int32Array | undefined }
  /** Examples that the worker asks for, chunk by chunk. */
  | { readonly kind: 'stream'; readonly place: Place }
  /** A list that comes in the same way, and is whole before the call begins. */
  | { readonly kind: 'list'; readonly place: Place }

/** A call of the kit or of a model. */
export interface Request {
  /** The number of the call, and of the model that it makes if it makes one. */
  readonly id: number
  /** {@link KIT}, or the number of a model. */
  readonly target: number
  /** Of a function, or of a property of a model. */
  readonly name: string
  /** Whether a model comes out, which stays in the worker. */
  readonly keeps: boolean
  readonly args: readonly unknown[]
  readonly parts: readonly Part[]
}

/** A chunk of a stream, or its end: the page keeps the error of a stream that failed. */
export type Chunk = { readonly items: readonly unknown[] } | 'end' | 'failed'

/** What a worker does for its page. */
export interface Desk {
  /** Calls a function, or reads a property. Where a model comes out it stays here, and the answer is undefined. */
  call(request: Request): Promise<unknown>
  /** Gives the chunk that the call of this number asked for. */
  give(id: number, chunk: Chunk): void
  /** Says that the call of this number should stop. */
  stop(id: number): void
  /** Forgets a model. */
  release(id: number): void
}

/** What a worker says unasked. */
export type Notice =
  /** Its program has begun. */
  | { readonly waymark: 'ready' }
  | { readonly waymark: 'progress'; readonly id: number; readonly args: readonly unknown[] }
  /** The call of this number wants the next chunk of its stream. */
  | { readonly waymark: 'next'; readonly id: number }
  /** It wants no more of them. */
  | { readonly waymark: 'enough'; readonly id: number }

/** The notice in a message, if it is one. */
export function noticeIn(data: unknown): Notice | undefined {
  return typeof data === 'object' && data !== null && 'waymark' in data ? (data as Notice) : undefined
}
