import type { Endpoint } from 'comlink'

/** A worker, of a page or of Node, as the rest of the page's side sees it. */
export interface ThreadHandle {
  readonly endpoint: Endpoint
  /** Ends it at once. */
  end(): void
  /** Says whether anything waits for it: a process of Node goes on as long. */
  hold(busy: boolean): void
}

/** What a worker tells of itself beside its messages: it could not begin, or it broke down. */
export type Failed = (problem: unknown) => void

/** Starts a worker. */
export type Opener = (failed: Failed) => ThreadHandle
