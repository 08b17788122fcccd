import { kitOn, type WorkerKit } from './kit.ts'
import { Line } from './line.ts'
import { givenWorker, type StartWorkerOptions } from './options.ts'
import type { Failed, ThreadHandle } from './thread-handle.ts'

/**
 * Starts the kit in a worker, where training and searching do not hold up the page. Where there can be none, it is the first call that
 * says so: it rejects with `WorkerClosedError`, code 'unavailable'.
 *
 * @throws TypeError on an unknown option
 */
export function startWorker(options?: StartWorkerOptions): WorkerKit {
  const given = givenWorker(options) as Worker | undefined
  const open = (failed: Failed) => handleOf(given ?? ownWorker(), failed)
  return kitOn(new Line(open, given === undefined))
}

// Written out, because bundlers look for just this expression to put the file beside the page.
function ownWorker(): Worker {
  return new Worker(new URL('./worker-thread.js', import.meta.url), { type: 'module' })
}

function handleOf(worker: Worker, failed: Failed): ThreadHandle {
  worker.addEventListener('error', event => {
    event.preventDefault()
    failed(event.error ?? event.message ?? NO_REASON)
  })
  worker.addEventListener('messageerror', () => failed('a message that cannot be read'))
  return { endpoint: worker, end: () => worker.terminate(), hold: () => {} }
}

/** A browser does not tell a page why a script was not run. */
const NO_REASON = 'no program at its address, or a policy that forbids it'
