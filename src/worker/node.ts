/**
 * `waymark/worker` in Node, on its worker threads.
 *
 * @module
 */
import { kitOn, type WorkerKit } from './kit.ts'
import { Line } from './line.ts'
import { type NodeWorker, nodeEndpoint, nodeThreads } from './node-port.ts'
import { givenWorker, type StartWorkerOptions } from './options.ts'
import type { Failed, ThreadHandle } from './thread-handle.ts'

export * from './exports.ts'

/** As in a page. A process that waits for no answer ends, whether or not the worker was closed. */
export function startWorker(options?: StartWorkerOptions): WorkerKit {
  const given = givenWorker(options) as NodeWorker | undefined
  const open = (failed: Failed) => handleOf(given ?? ownWorker(), failed)
  return kitOn(new Line(open, given === undefined))
}

function ownWorker(): NodeWorker {
  const threads = nodeThreads()
  if (threads === undefined) throw new Error('no worker threads')
  // Flags of the process, such as --input-type, may be meant for its own program.
  return new threads.Worker(new URL('./worker-thread.js', import.meta.url), { execArgv: [] })
}

function handleOf(worker: NodeWorker, failed: Failed): ThreadHandle {
  worker.on('error', failed)
  worker.on('messageerror', failed)
  worker.on('exit', code => failed(`the end of its program, code ${code}`))
  return {
    endpoint: nodeEndpoint(worker),
    end: () => worker.terminate(),
    hold: busy => (busy ? worker.ref() : worker.unref())
  }
}
