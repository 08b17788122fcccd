import { type StopSignal, throwIfAborted } from './abort.ts'
import { breather } from './breather.ts'
import { type BlockShape, type BlockSource, type SoundBlock, shapeOf, soundBlock } from './stream-blocks.ts'

/** How a stream is read. */
export interface StreamReading {
  readonly head: 'ridge' | 'logistic'
  readonly signal: StopSignal | undefined
  readonly onProgress: ((rows: number, pass: number) => void) | undefined
}

/** Goes over a stream once, or several times. */
export interface StreamReader {
  /** Passes begun. */
  readonly passes: number
  /** The next pass: visits every block, and returns how many rows there were. */
  read(visit: (block: SoundBlock) => void | Promise<void>): Promise<number>
}

/**
 * Reads the blocks of a source, one after the other. Between two of them it asks the signal, and lets other work have its turn. An
 * error of the source passes through; where reading ends early for another reason, a source that was begun is told by `return`.
 */
export function streamReader(source: BlockSource, { head, signal, onProgress }: StreamReading): StreamReader {
  let shape: BlockShape | undefined
  let passes = 0
  return {
    get passes() {
      return passes
    },
    async read(visit) {
      throwIfAborted(signal)
      passes++
      const breathe = breather()
      let at = 0
      let rows = 0
      for await (const given of iterable(typeof source === 'function' ? await source() : source)) {
        throwIfAborted(signal)
        shape ??= shapeOf(given)
        const block = soundBlock(given, at, shape, head)
        await visit(block)
        rows += block.weights.length
        at++
        onProgress?.(rows, passes)
        await breathe()
      }
      throwIfAborted(signal)
      return rows
    }
  }
}

function iterable<T extends object>(blocks: T): T {
  if (typeof blocks === 'object' && blocks !== null) {
    if (Symbol.asyncIterator in blocks || Symbol.iterator in blocks) return blocks
  }
  throw new TypeError(`source: expected an iterable of blocks, got ${blocks === null ? 'null' : typeof blocks}`)
}
