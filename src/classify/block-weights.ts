import { fromHalf, type ModelRecord, type Tensor, tensor, tensorOf, toHalf } from '../model/index.ts'
import { bad, numbersOf } from './bad-field.ts'
import { fromEightBits, toEightBits } from './eight-bits.ts'
import { type FewWeights, fromFewWeights, toFewWeights } from './few-weights.ts'
import type { FullTrainOptions } from './options.ts'

/** How the weights of a block are held: as floats of 32 or 16 bits, as codes of 8, or as few codes apart from usual ones. */
export type WeightLayout = 32 | 16 | 8 | 'few'

/** The layout of a block under the options of a model of weights; one of word vectors, `plain`, has no usual weights. */
export function layoutOf(
  { weightBits, maxWeights }: Pick<FullTrainOptions, 'weightBits' | 'maxWeights'>,
  plain: boolean | undefined
): 16 | 8 | 'few' {
  return weightBits === 8 && maxWeights !== undefined && !plain ? 'few' : weightBits
}

/** Weights of a block, (m, k), rounded as a file rounds them. */
export function roundWeights(weights: Float32Array, k: number, layout: WeightLayout): Float32Array {
  if (layout === 32) return weights
  if (layout === 16) return fromHalf(toHalf(weights))
  return layout === 8 ? fromEightBits(toEightBits(weights, k)) : fromFewWeights(toFewWeights(weights, k))
}

/** Writes the weights of a block, (m, k), to tensors whose names begin with `block`. */
export function writeBlockWeights(
  tensors: Map<string, Tensor>,
  block: string,
  weights: Float32Array,
  k: number,
  layout: WeightLayout
): void {
  const m = weights.length / k
  if (layout === 32) {
    tensors.set(`${block}.weights`, tensor('F32', [m, k], weights))
    return
  }
  if (layout === 16) {
    tensors.set(`${block}.weights`, tensor('F16', [m, k], toHalf(weights)))
    return
  }
  if (layout === 8) {
    const { codes, scales } = toEightBits(weights, k)
    tensors.set(`${block}.weights`, tensor('I8', [m, k], codes))
    tensors.set(`${block}.scales`, tensor('F64', [k], scales))
    return
  }
  const { usual, apart, scale } = toFewWeights(weights, k)
  const wide = Math.ceil(k / 8)
  const mask = new Uint8Array(m * wide)
  apart.forEach((code, i) => {
    const o = i % k
    if (code !== 0) mask[Math.floor(i / k) * wide + (o >> 3)] |= 1 << (o & 7)
  })
  const codes = apart.filter(code => code !== 0)
  tensors.set(`${block}.usual`, tensor('I8', [m], usual))
  tensors.set(`${block}.apart`, tensor('U8', [m, wide], mask))
  tensors.set(`${block}.weights`, tensor('I8', [codes.length], codes))
  tensors.set(`${block}.scales`, tensor('F64', [1], Float64Array.of(scale)))
}

/** The weights of a block, (m, k). Throws ModelFormatError naming the number at fault. */
export function readBlockWeights(
  record: ModelRecord,
  block: string,
  [m, k]: readonly [number, number],
  layout: WeightLayout
): Float32Array {
  if (layout === 'few') return fromFewWeights(readFew(record, block, m, k))
  const name = `${block}.weights`
  if (layout === 8) {
    return fromEightBits({
      codes: readCodes(record, name, [m, k]),
      scales: numbersOf(record, `${block}.scales`, [k], 0)
    })
  }
  const weights =
    layout === 32 ? tensorOf(record, name, 'F32', [m, k]).data : fromHalf(tensorOf(record, name, 'F16', [m, k]).data)
  weights.forEach((w, j) => {
    if (!Number.isFinite(w)) throw bad(`${name}[${j}]: expected a finite number, got ${w}`)
  })
  return weights
}

function readCodes(record: ModelRecord, name: string, shape: readonly number[]): Int8Array {
  const codes = tensorOf(record, name, 'I8', shape).data
  const least = codes.indexOf(-128)
  if (least >= 0) throw bad(`${name}[${least}]: expected a code from -127 to 127, got -128`)
  return codes
}

function readFew(record: ModelRecord, block: string, m: number, k: number): FewWeights {
  const wide = Math.ceil(k / 8)
  const mask = tensorOf(record, `${block}.apart`, 'U8', [m, wide]).data
  let count = 0
  mask.forEach((byte, i) => {
    // The last byte of a row has bits that stand for no output.
    const used = i % wide === wide - 1 ? k - 8 * (wide - 1) : 8
    if (byte >> used !== 0) throw bad(`${block}.apart[${i}]: expected no more than ${used} bits, got ${byte}`)
    for (let rest = byte; rest !== 0; rest &= rest - 1) count++
  })
  const codes = readCodes(record, `${block}.weights`, [count])
  const zero = codes.indexOf(0)
  if (zero >= 0) throw bad(`${block}.weights[${zero}]: expected a code other than 0, got 0`)
  const apart = new Int8Array(m * k)
  let at = 0
  for (let i = 0; i < apart.length; i++) {
    const o = i % k
    if ((mask[Math.floor(i / k) * wide + (o >> 3)] & (1 << (o & 7))) !== 0) apart[i] = codes[at++]
  }
  const usual = readCodes(record, `${block}.usual`, [m])
  return { usual, apart, scale: numbersOf(record, `${block}.scales`, [1], 0)[0] }
}
