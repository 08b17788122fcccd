/** A worker that the caller started: a `Worker` of a page, or in Node one of `node:worker_threads`. */
export interface WorkerLike {
  postMessage(message: unknown): void
  terminate(): unknown
}

/** Options of `startWorker`. */
export interface StartWorkerOptions {
  /**
   * A worker that runs `waymark/worker-thread`, for this kit alone; `close` ends it. Default: one is started from the file beside the package.
   */
  readonly worker?: WorkerLike | undefined
}

/** The worker among the options. Throws TypeError on an unknown option, or one that is no worker. */
export function givenWorker(options: StartWorkerOptions = {}): WorkerLike | undefined {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`options: expected an object, got ${options === null ? 'null' : typeof options}`)
  }
  for (const key of Object.keys(options)) {
    if (key !== 'worker') throw new TypeError(`options.${key}: unknown option; expected worker`)
  }
  const { worker } = options
  if (worker !== undefined && typeof worker?.postMessage !== 'function') {
    throw new TypeError(`options.worker: expected a worker, got ${worker === null ? 'null' : typeof worker}`)
  }
  return worker
}
