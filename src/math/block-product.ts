import type { FloatArray } from './dense.ts'
import { enterRoom, leaveRoom } from './engine.ts'
import { type Lines, PANEL, pack, panelsOf, unpack } from './panels.ts'

/** Lines of a block on either side, and how deep it goes: what two of them and their product take stays in cache. */
const BLOCK = 512
const DEPTH = 128

/** Sizes of a product: rows of A, columns of B, terms of each sum. */
export interface ProductShape {
  readonly rows: number
  readonly cols: number
  readonly depth: number
  /** (depth) a factor for each term */
  readonly weights?: Float64Array | undefined
  /** whether the product is symmetric: then only what is on and below the diagonal is sure to be written */
  readonly symmetric?: boolean
}

/**
 * Writes A·B block by block: `a` holds the rows of A, `b` the columns of B, `out` the columns of the product. Each sum goes from the first term to the
 * last. (Goto and van de Geijn 2008, without their copies in main memory: what is not in a block stays with the caller.) Throws
 * RangeError where there is no room for a block.
 */
export function blockProduct<A extends FloatArray>(a: Lines<A>, b: Lines<A>, out: Lines<A>, shape: ProductShape): void {
  const { rows, cols, depth, weights, symmetric = false } = shape
  const high = Math.min(BLOCK, panelsOf(rows) * PANEL)
  const wide = Math.min(BLOCK, panelsOf(cols) * PANEL)
  const deep = Math.min(DEPTH, depth + (depth % 2))
  const size = out.data.BYTES_PER_ELEMENT
  const atB = high * deep
  const atC = atB + wide * deep
  const bytes = (atC + high * wide) * size
  const room = enterRoom(rows * cols * depth, bytes, `blocks of a product ${rows} × ${depth} × ${cols}`)
  const f = size === 8 ? room.f64 : room.f32
  const product = size === 8 ? room.kernels.product64 : room.kernels.product32
  for (let j = 0; j < cols; j += BLOCK) {
    const bCount = Math.min(BLOCK, cols - j)
    for (let i = symmetric ? j : 0; i < rows; i += BLOCK) {
      const aCount = Math.min(BLOCK, rows - i)
      const tall = panelsOf(aCount) * PANEL
      f.fill(0, atC, atC + tall * panelsOf(bCount) * PANEL)
      for (let p = 0; p < depth; p += DEPTH) {
        const length = Math.min(DEPTH, depth - p)
        const even = length + (length % 2)
        // The kernels take products off.
        pack(a, i, aCount, p, length, -1, weights, f, 0, even)
        pack(b, j, bCount, p, length, 1, undefined, f, atB, even)
        product(0, atB * size, atC * size, panelsOf(aCount), panelsOf(bCount), even, symmetric && i === j ? 1 : 0)
      }
      unpack(f, atC, tall, out, j, bCount, i, aCount)
    }
  }
  leaveRoom(room)
}
