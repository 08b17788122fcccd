import { transfer } from 'comlink'
import type { ChunkSource } from './chunks.ts'
import { Connection } from './connection.ts'
import { sendable, WorkerClosedError } from './errors.ts'
import type { Kind } from './kinds.ts'
import type { Notice } from './messages.ts'
import { type Listener, type Packed, pack } from './pack.ts'
import { remoteModel } from './remote-model.ts'
import { raise } from './stop-flag.ts'
import type { Opener } from './thread-handle.ts'
import { withResolvers } from './with-resolvers.ts'

/** A call that waits for its answer. */
interface Call {
  /** What is called. */
  readonly name: string
  readonly onProgress: Listener | undefined
  readonly source: ChunkSource | undefined
  reject(reason: unknown): void
  /** Rejects, and asks the worker to stop: the answer, if one comes, is thrown away. */
  cancel(reason: unknown): void
}

/** The page's end of a worker: calls go out, and wait for their answers as long as there is a worker. */
export class Line {
  private connection: Connection | undefined
  private problem = new WorkerClosedError('closed', 'worker: expected one that runs, got one that was closed')
  private readonly waiting = new Map<number, Call>()
  private readonly models = new Set<number>()
  private calls = 0

  /** @param renewable whether another worker may be started in place of one that is busy with what nobody waits for */
  constructor(
    private readonly open: Opener,
    private readonly renewable: boolean
  ) {
    this.connect()
  }

  /**
   * Calls a function of the kit or of a model, or reads a property. Rejects with what the worker throws, with the reason of a signal, or
   * with WorkerClosedError.
   *
   * @param made the kind of model that comes out, if one does
   * @param source what takes the place of the first argument, chunk by chunk; closed however the call ends
   */
  async call(
    target: number,
    name: string,
    args: readonly unknown[],
    made?: Kind,
    source?: ChunkSource
  ): Promise<unknown> {
    const { connection, packed } = this.prepared(name, args, source)
    source?.open()
    // Last, so that the worker has all other parts before it waits for this one.
    if (source !== undefined) packed.parts.push({ kind: source.kind, place: [0] })
    if (name === 'useKernels') connection.changed = true
    const id = ++this.calls
    const answer = this.wait(id, name, packed, source)
    const request = { id, target, name, keeps: made !== undefined, args: packed.args, parts: packed.parts }
    connection.desk.call(transfer(request, packed.transfers)).then(
      value => {
        if (this.waiting.has(id)) answer.resolve(made === undefined ? value : this.keep(id, made))
        else if (made !== undefined) connection.release(id)
      },
      error =>
        this.waiting.get(id)?.reject(source?.failure === undefined ? sendable(name, error) : source.failure.error)
    )
    return answer.promise
  }

  /** Frees a model in the worker. */
  release(id: number): void {
    this.models.delete(id)
    this.connection?.release(id)
  }

  /** Ends the worker; what waits and what comes is rejected with WorkerClosedError. */
  close(): void {
    this.fail(this.problem)
  }

  /** What a call needs to be sent. Closes the source where it is refused: no signal, a bad option, no worker. */
  private prepared(name: string, args: readonly unknown[], source: ChunkSource | undefined) {
    try {
      const { connection } = this
      if (connection === undefined) throw this.problem
      const packed = pack(this, name, args)
      if (packed.signal?.aborted) throw packed.signal.reason
      return { connection, packed }
    } catch (error) {
      source?.enough()
      throw error
    }
  }

  private keep(id: number, kind: Kind): object {
    this.models.add(id)
    return remoteModel(this, id, kind)
  }

  private wait(id: number, name: string, { signal, flag, onProgress }: Packed, source: ChunkSource | undefined) {
    const { promise, resolve, reject } = withResolvers()
    const settle = () => {
      this.waiting.delete(id)
      signal?.removeEventListener('abort', stop)
      if (this.waiting.size === 0) this.connection?.hold(false)
      source?.enough()
    }
    const call: Call = {
      name,
      onProgress,
      source,
      reject(reason) {
        settle()
        reject(reason)
      },
      cancel: reason => {
        call.reject(reason)
        raise(flag)
        this.giveUp(id, flag !== undefined)
      }
    }
    const stop = () => call.cancel(signal?.reason)
    signal?.addEventListener('abort', stop)
    this.waiting.set(id, call)
    this.connection?.hold(true)
    const answered = (value: unknown) => {
      settle()
      resolve(value)
    }
    return { promise, resolve: answered }
  }

  /** Makes the worker stop. One that cannot hear while it trains and has nothing else to keep gives its place to another. */
  private giveUp(id: number, hears: boolean): void {
    const idle = this.waiting.size === 0 && this.models.size === 0
    if (hears || !idle || !this.renewable || this.connection?.changed) this.connection?.stop(id)
    else {
      this.connection?.end()
      this.connect()
    }
  }

  private connect(): void {
    try {
      const connection: Connection = new Connection(this.open, {
        notice: notice => this.hear(connection, notice),
        failed: error => {
          if (connection === this.connection) this.fail(error)
        }
      })
      this.connection = connection
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      this.problem = new WorkerClosedError('unavailable', `worker: expected it to start, got ${why}`, { cause })
    }
  }

  private fail(error: WorkerClosedError): void {
    this.problem = error
    this.connection?.end()
    this.connection = undefined
    for (const call of [...this.waiting.values()]) call.reject(error)
  }

  private hear(connection: Connection, notice: Notice): void {
    if (notice.waymark === 'ready') return
    const call = this.waiting.get(notice.id)
    if (call === undefined) return
    if (notice.waymark === 'enough') call.source?.enough()
    if (notice.waymark === 'next') this.give(connection, notice.id, call)
    if (notice.waymark !== 'progress') return
    try {
      call.onProgress?.(...notice.args)
    } catch (error) {
      call.cancel(error)
    }
  }

  private async give(connection: Connection, id: number, call: Call): Promise<void> {
    const chunk = (await call.source?.next()) ?? 'end'
    if (!this.waiting.has(id)) return
    try {
      await connection.desk.give(id, chunk)
    } catch (error) {
      // The worker waits for this chunk, so it hears, and can be told without ending it.
      if (this.waiting.has(id)) call.reject(sendable(call.name, error))
      connection.stop(id)
    }
  }
}
