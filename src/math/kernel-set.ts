/** The kernels, compiled or plain: both do the same roundings in the same order. Places are in bytes from the start of the room. */
export interface Kernels {
  /**
   * C ← C − A·B for blocks in panels of `depth` numbers, an even count: `aPanels` of eight rows of A, `bPanels` of eight columns of B. C holds its columns in
   * panels that are as long as A has rows. `lower` other than 0 leaves out the tiles above the diagonal.
   */
  product32: Product
  product64: Product
  /**
   * Step j of X·Lᵀ = B for a panel of eight rows of X, whose columns from 8j on still hold B: columns 8j … 8j + 7. `l` is the panel of rows
   * 8j … 8j + 7 of L.
   */
  solve64(l: number, x: number, j: number): void
  /** w ← w + B·u for the lower triangle of a symmetric B of m rows, `stride` bytes apart. After m numbers u and w have a zero. */
  symv64(b: number, stride: number, m: number, u: number, w: number): void
  /** B ← B − uwᵀ − wuᵀ on the lower triangle of m rows. What is above the diagonal may change. */
  takeBoth64(b: number, stride: number, m: number, u: number, w: number): void
  /** M ← M(I − uuᵀ) for m rows of m numbers. Row m and column m may change. */
  reflectRows64(a: number, stride: number, m: number, u: number): void
  /** Rotations of rows (count − 1, count), …, (0, 1) of eight columns: cosine and sine of rotation i are side by side at `turns` + 16 i. */
  rotate64(q: number, stride: number, count: number, turns: number): void
}

/** What only the compiled kernels have: the plain ones would do it where the numbers are. */
export interface CompiledKernels extends Kernels {
  /** e^x in place for so many numbers, an even count. */
  exp64(at: number, count: number): void
  /**
   * Dot products, modulo 2³², of rows of `dims` 8-bit codes with 16-bit integers, of which those from `dims` to `depth`, a multiple of 16, are zeros. `sums` gets 32
   * bits for each row, up to three more than `rows`.
   */
  scan8(codes: number, rows: number, dims: number, depth: number, query: number, sums: number): void
  /**
   * Eight numbers for each of so many sparse rows at `out`: their products with eight columns that `strip` holds row by row. Where the entries of
   * each row end is said from place 0 on; columns begin at `indices`, values are `apart` bytes from these, all in 32 bits.
   */
  sparse64(rows: number, indices: number, apart: number, strip: number, out: number): void
}

type Product = (a: number, b: number, c: number, aPanels: number, bPanels: number, depth: number, lower: number) => void

/** Kernels and the numbers they work on, which are zeros or what was left there. */
export interface Room<K extends Kernels = Kernels> {
  readonly kernels: K
  readonly f32: Float32Array
  readonly f64: Float64Array
}

/** What is thrown where there is no room: how many bytes were wanted, and what for. */
export function outOfMemory(bytes: number, what: string): RangeError {
  return new RangeError(`memory: expected ${bytes} bytes for ${what}, got none`)
}
