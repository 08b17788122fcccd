import { type Remote, wrap } from 'comlink'
import { keepErrorClasses, WorkerClosedError } from './errors.ts'
import { type Desk, type Notice, noticeIn } from './messages.ts'
import type { Opener, ThreadHandle } from './thread-handle.ts'

/** Who hears of a worker. */
interface Hearer {
  notice(notice: Notice): void
  failed(error: WorkerClosedError): void
}

/** One worker, from its start to its end. */
export class Connection {
  readonly desk: Remote<Desk>
  /** Whether it has settings that another would not have. */
  changed = false
  private readonly thread: ThreadHandle
  private ready = false

  /** Throws what the platform throws where it has no workers or refuses to start one. */
  constructor(open: Opener, hearer: Hearer) {
    keepErrorClasses()
    this.thread = open(problem => hearer.failed(this.failure(problem)))
    const { endpoint } = this.thread
    endpoint.addEventListener('message', event => {
      // Whatever it says: one that ran before it was given to this kit said earlier that it began.
      this.ready = true
      const notice = noticeIn((event as MessageEvent).data)
      if (notice !== undefined) hearer.notice(notice)
    })
    this.desk = wrap<Desk>(endpoint)
    // Last, as in Node a new listener holds the process.
    this.thread.hold(false)
  }

  release(id: number): void {
    this.desk.release(id).catch(() => {})
  }

  stop(id: number): void {
    this.desk.stop(id).catch(() => {})
  }

  hold(busy: boolean): void {
    this.thread.hold(busy)
  }

  end(): void {
    this.thread.end()
  }

  private failure(cause: unknown): WorkerClosedError {
    const why = cause instanceof Error ? cause.message : String(cause || 'an error that the platform does not tell')
    return this.ready
      ? new WorkerClosedError('crashed', `worker: expected it to go on, got ${why}`, { cause })
      : new WorkerClosedError('unavailable', `worker: expected it to start, got ${why}`, { cause })
  }
}
