import { createRandom, type Dense, dense } from '../../src/math/index.ts'
import { decodeModel, fromHalf, tensorOf } from '../../src/model/index.ts'
import { encodeWordVectors, murmur3, utf8, type WordVectorsSource } from '../../src/text/index.ts'

/** (rows, cols) of normal numbers. */
export function normals(rows: number, cols: number, seed: number): Dense {
  const { normal } = createRandom(seed)
  return dense(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => normal())
  )
}

export const WORDS = ['the', 'a', 'goal', 'bank', 'late', 'café', 'naïve', '3rd', 'constructor', 'proto', '東京']
export const NGRAMS = [' un', 'oal', 'ban', 'nk ', 'é ', ' go', 'goal', '東京 ', 'ing ']

/** A small table, with n-grams for other words. */
export const SOURCE: WordVectorsSource = {
  name: 'toy',
  words: WORDS,
  vectors: normals(WORDS.length, 5, 1),
  subwords: { ngrams: NGRAMS, vectors: normals(NGRAMS.length, 5, 2), min: 3, max: 4, weight: 0.5 },
  bits: 3
}

export const hashOf = (text: string): number => murmur3(utf8(text), 0, utf8(text).length, 0) >>> 0

/** The rows of a table in a file, by hash: read from a string of its bits, and so by another way than the kit's. */
function rowsOf(bytes: Uint8Array, name: string): Map<number, number[]> {
  const record = decodeModel(bytes)
  const { dims, bits } = record.config as { dims: number; bits: number }
  const hashes = tensorOf(record, `${name}.hashes`, 'U32').data
  const { data, shape } = tensorOf(record, `${name}.codes`, 'U8')
  const scales = fromHalf(tensorOf(record, `${name}.scales`, 'F16').data)
  const rows = new Map<number, number[]>()
  hashes.forEach((hash, i) => {
    const row = [...data.subarray(i * shape[1], (i + 1) * shape[1])].reverse()
    const digits = row.map(byte => byte.toString(2).padStart(8, '0')).join('')
    const codeAt = (j: number) => digits.slice(digits.length - (j + 1) * bits, digits.length - j * bits)
    rows.set(
      hash,
      Array.from({ length: dims }, (_, j) => (Number.parseInt(codeAt(j), 2) - (2 ** bits - 1) / 2) * scales[i])
    )
  })
  return rows
}

/** What `embed` should say, by a plain program: words by a pattern, rows in maps, n-grams as strings. */
export function plainEmbed(bytes: Uint8Array, text: string): number[] {
  const record = decodeModel(bytes)
  const { dims, subwords } = record.config as {
    dims: number
    subwords: { min: number; max: number; weight: number } | null
  }
  const words = rowsOf(bytes, 'words')
  const weights = tensorOf(record, 'words.weights', 'U8').data
  const weightOf = new Map([...words.keys()].map((hash, i) => [hash, weights[i] / 255]))
  const ngrams = subwords === null ? new Map<number, number[]>() : rowsOf(bytes, 'ngrams')
  const sum = new Array<number>(dims).fill(0)
  const add = (row: readonly number[] | undefined, factor: number) => {
    row?.forEach((x, j) => {
      sum[j] += factor * x
    })
  }
  for (const [word] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const hash = hashOf(word)
    const known = words.get(hash)
    if (known) add(known, weightOf.get(hash) ?? 0)
    else if (subwords) {
      const letters = [...` ${word} `]
      const parts: string[] = []
      for (let n = subwords.min; n <= subwords.max && n <= letters.length; n++) {
        for (let i = 0; i + n <= letters.length; i++) parts.push(letters.slice(i, i + n).join(''))
      }
      if (parts.length === 0) parts.push(letters.join(''))
      for (const part of parts) add(ngrams.get(hashOf(part)), subwords.weight / parts.length)
    }
  }
  const length = Math.hypot(...sum)
  return length === 0 ? sum : sum.map(x => x / length)
}

export const FILE: Uint8Array = encodeWordVectors(SOURCE)
