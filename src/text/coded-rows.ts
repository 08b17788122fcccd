import { fromHalf, ModelFormatError, type ModelRecord, type Tensor, tensor, tensorOf, toHalf } from '../model/index.ts'
import { show } from './options.ts'

/** A matrix in few bits a number: entry (i, j) is (c − (2^bits − 1) / 2) · `scales[i]`, c the j-th code of row i. */
export interface CodedRows {
  readonly rows: number
  readonly dims: number
  readonly bits: number
  /** (rows, ⌈dims · bits / 8⌉) the codes of a row one after another, low bits first */
  readonly codes: Uint8Array
  /** (rows) finite, not negative */
  readonly scales: Float32Array
}

/** A matrix of any floats, row-major. */
export interface Rows {
  readonly rows: number
  readonly cols: number
  /** (rows · cols) */
  readonly data: Float32Array | Float64Array
}

/** The largest finite number of half precision. */
const MOST = 65504

/** The share of a row's largest entry that the outermost codes may stand for: what is beyond is cut, what is within is finer. */
const SHARES = /* @__PURE__ */ Array.from({ length: 29 }, (_, i) => (40 - i) / 40)

/**
 * Adds the rows that `pick` lists to `tensors`, as `NAME.codes` U8 (n, ⌈cols · bits / 8⌉) and `NAME.scales` F16 (n). The scale of
 * a row is that of the least squared error. Throws RangeError on an entry, as one of `where`, that is not finite or above 65504.
 */
export function packRows(
  name: string,
  where: string,
  { cols, data }: Rows,
  pick: ArrayLike<number>,
  bits: number,
  tensors: Map<string, Tensor>
): void {
  const n = pick.length
  const stride = Math.ceil((cols * bits) / 8)
  const codes = new Uint8Array(n * stride)
  const halves = new Uint16Array(n)
  for (let i = 0; i < n; i++) {
    const row = data.subarray(pick[i] * cols, (pick[i] + 1) * cols)
    halves[i] = bestScale(row, largestOf(row, `${where}[${pick[i]}]`), bits)
    writeCodes(row, fromHalf(halves.subarray(i, i + 1))[0], bits, codes.subarray(i * stride, (i + 1) * stride))
  }
  tensors.set(`${name}.codes`, tensor('U8', [n, stride], codes))
  tensors.set(`${name}.scales`, tensor('F16', [n], halves))
}

function largestOf(row: Rows['data'], where: string): number {
  let largest = 0
  for (let j = 0; j < row.length; j++) {
    const size = Math.abs(row[j])
    if (!(size <= MOST)) throw new RangeError(`${where}[${j}]: expected a number within ±${MOST}, got ${show(row[j])}`)
    if (size > largest) largest = size
  }
  return largest
}

/** The half, in its bits, that loses least of a row. */
function bestScale(row: Rows['data'], largest: number, bits: number): number {
  if (largest === 0) return 0
  const halves = toHalf(Float64Array.from(SHARES, share => (share * 2 * largest) / (2 ** bits - 1)))
  // A row too small for half precision stays as large as the least of it.
  for (let s = 0; s < halves.length; s++) halves[s] = Math.max(halves[s], 1)
  let best = 0
  let least = Number.POSITIVE_INFINITY
  fromHalf(halves).forEach((scale, s) => {
    let error = 0
    for (let j = 0; j < row.length; j++)
      error += (row[j] - (codeOf(row[j], scale, bits) - (2 ** bits - 1) / 2) * scale) ** 2
    if (error < least) {
      least = error
      best = halves[s]
    }
  })
  return best
}

/** The code nearest to `x`; of a scale of 0, any. */
function codeOf(x: number, scale: number, bits: number): number {
  const code = scale === 0 ? 0 : Math.floor(x / scale + 2 ** (bits - 1))
  return Math.min(Math.max(code, 0), 2 ** bits - 1)
}

function writeCodes(row: Rows['data'], scale: number, bits: number, out: Uint8Array): void {
  let held = 0
  let count = 0
  let at = 0
  for (let j = 0; j < row.length; j++) {
    held |= codeOf(row[j], scale, bits) << count
    count += bits
    if (count < 8) continue
    out[at++] = held
    held >>>= 8
    count -= 8
  }
  if (count > 0) out[at] = held
}

/**
 * The rows that {@link packRows} wrote, the codes a view of the file. Throws ModelFormatError on shapes that do not agree and on
 * scales that are negative or not finite.
 */
export function unpackRows(record: ModelRecord, name: string, rows: number, dims: number, bits: number): CodedRows {
  const codes = tensorOf(record, `${name}.codes`, 'U8', [rows, Math.ceil((dims * bits) / 8)]).data
  const scales = fromHalf(tensorOf(record, `${name}.scales`, 'F16', [rows]).data)
  for (let i = 0; i < rows; i++) {
    if (!(scales[i] >= 0 && scales[i] <= MOST)) {
      const message = `${name}.scales[${i}]: expected a number from 0 to ${MOST}, got ${scales[i]}`
      throw new ModelFormatError('bad-field', message)
    }
  }
  return { rows, dims, bits, codes, scales }
}

/** `sum` ← `sum` + `factor` · row */
export function addRow({ codes, dims, bits, scales }: CodedRows, row: number, factor: number, sum: Float64Array): void {
  const scaled = factor * scales[row]
  const mask = 2 ** bits - 1
  const middle = mask / 2
  let at = row * Math.ceil((dims * bits) / 8)
  let held = 0
  let count = 0
  for (let j = 0; j < dims; j++) {
    if (count < bits) {
      held |= codes[at++] << count
      count += 8
    }
    sum[j] += scaled * ((held & mask) - middle)
    held >>>= bits
    count -= bits
  }
}
