import { createRandom, dense, type Matrix } from '../math/index.ts'
import { pickRows } from './landmark-map.ts'
import { stackRows } from './stack-rows.ts'
import type { SoundBlock } from './stream-blocks.ts'

/** The head of a stream, kept until landmarks are drawn from it. */
export interface StreamHead {
  /** Whether there are as many rows as landmarks are drawn from. */
  readonly full: boolean
  /** Keeps a block, in memory of its own: a stream may use its memory again. */
  keep(block: SoundBlock): void
  /** `count` of the first rows, or all where there are no more, drawn by `seed`, in their order: one matrix for each kernel. */
  draw(count: number, seed: number): readonly Matrix[]
  /** The first of the blocks kept, which goes; undefined once there is none. */
  take(): SoundBlock | undefined
}

/** A head of `most` rows. The block that fills it is kept whole, but landmarks are drawn from just so many rows. */
export function streamHead(most: number): StreamHead {
  const kept: SoundBlock[] = []
  let rows = 0
  return {
    take: () => kept.shift(),
    get full() {
      return rows >= most
    },
    keep(block) {
      const all = Uint32Array.from({ length: block.weights.length }, (_, i) => i)
      rows += all.length
      kept.push({
        blocks: block.blocks.map(matrix => pickRows(matrix, all)),
        targets: dense(block.targets.rows, block.targets.cols, block.targets.data.slice()),
        weights: block.weights.slice()
      })
    },
    draw(count, seed) {
      const from = Math.min(rows, most)
      const drawn = createRandom(seed).permutation(from).slice(0, count).sort()
      return kept[0].blocks.map((_, b) =>
        pickFrom(
          kept.map(({ blocks }) => blocks[b]),
          drawn
        )
      )
    }
  }
}

/** Rows by their number over all parts, ascending. */
function pickFrom(parts: readonly Matrix[], rows: Uint32Array): Matrix {
  let start = 0
  const picked = parts.map(part => {
    const end = start + part.rows
    const here = rows.filter(row => row >= start && row < end).map(row => row - start)
    start = end
    return pickRows(part, here)
  })
  return stackRows(picked)
}
