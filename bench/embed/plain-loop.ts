import { createRandom, type Dense } from '../../src/math/index.ts'
import { meanAndSpread } from '../metrics.ts'

/** Unit vectors (rows, dims) around centres, the first numbers varying most, as those of embedders do. */
export function cloud(rows: number, dims: number, centres: number, seed: number): Dense<Float32Array> {
  const random = createRandom(seed)
  const size = Float64Array.from({ length: dims }, (_, j) => (j + 1) ** -0.25)
  const means = Float64Array.from({ length: centres * dims }, (_, p) => size[p % dims] * random.normal())
  const data = new Float32Array(rows * dims)
  for (let i = 0; i < rows; i++) {
    const from = random.below(centres) * dims
    const row = data.subarray(i * dims, (i + 1) * dims)
    let square = 0
    for (let j = 0; j < dims; j++) {
      row[j] = means[from + j] + 0.7 * size[j] * random.normal()
      square += row[j] ** 2
    }
    const scale = 1 / Math.sqrt(square)
    for (let j = 0; j < dims; j++) row[j] *= scale
  }
  return { rows, cols: dims, data }
}

/** The rows with the largest dot products, largest first, by the plainest loop. */
export function nearestByLoop({ rows, cols, data }: Dense<Float32Array>, query: Float32Array, k: number): number[] {
  const scores: number[] = []
  const found: number[] = []
  for (let i = 0, p = 0; i < rows; i++, p += cols) {
    let sum = 0
    for (let j = 0; j < cols; j++) sum += query[j] * data[p + j]
    if (found.length === k && sum <= scores[k - 1]) continue
    let at = Math.min(found.length, k - 1)
    while (at > 0 && scores[at - 1] < sum) {
      scores[at] = scores[at - 1]
      found[at] = found[at - 1]
      at--
    }
    scores[at] = sum
    found[at] = i
  }
  return found
}

/** The mean share of each list that is in the other, which is as long. */
export function overlap(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return meanAndSpread(a.map((list, i) => list.filter(id => b[i].includes(id)).length / list.length)).mean
}
