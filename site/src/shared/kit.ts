import type { WorkerKit } from 'waymark/worker'

let started: Promise<WorkerKit> | undefined

/**
 * The kit in the one worker of this page, started when it is first needed. Where the worker broke down since, another is started and
 * the work is done once more; models of the one before are gone.
 */
export async function withKit<T>(work: (kit: WorkerKit) => Promise<T>): Promise<T> {
  const fresh = started === undefined
  const used = start()
  try {
    return await work(await used)
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'WorkerClosedError') throw error
    // Of calls that fail together the first lets go of the worker, and all share the next one.
    if (started === used) started = undefined
    // One that was started just now would not do better a second time.
    if (fresh) throw error
    return work(await start())
  }
}

function start(): Promise<WorkerKit> {
  started ??= import('waymark/worker').then(
    ({ startWorker }) => startWorker(),
    error => {
      started = undefined
      throw error
    }
  )
  return started
}
