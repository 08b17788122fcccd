/**
 * Writes the saved machines of `waymark/elm` in fixtures/format, and what each says: `npx tsx tools/elm-fixture.ts`. They are made
 * once for a version of the format, and from then on every release must read them and say the same: a file that is there stays as
 * it is.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  accumulateElm,
  emptyElmStatistics,
  saveAutoencoder,
  saveDeepElm,
  saveElm,
  saveElmStatistics,
  saveEncoders,
  saveKernelElm,
  saveOnlineElm,
  trainAutoencoder,
  trainDeepElm,
  trainElm,
  trainEncoders,
  trainKernelElm,
  trainOnlineElm
} from '../src/elm/index.ts'
import { sparseFromDense } from '../src/math/index.ts'
import { ANSWERS } from '../test/elm/saved.ts'
import { randomDense } from '../test/math/matrices.ts'

const folder = new URL('../fixtures/format/', import.meta.url)

const x = randomDense(12, 4, 1)
const sparse = sparseFromDense({ ...x, data: x.data.map(v => Math.max(v, 0)) })
const targets = { rows: 12, cols: 2, data: randomDense(12, 2, 2).data.map(v => (v > 0 ? 1 : 0)) }
const layer = { units: 6, scale: 0.8, seed: 5 } as const

const files: Readonly<Record<string, Uint8Array>> = {
  'kernel-elm': saveKernelElm(trainKernelElm([x], targets, { kernels: [{ type: 'rbf' }], head: 'logistic' }).model),
  'elm-autoencoder': saveAutoencoder(trainAutoencoder(sparse, { dims: 3, ridge: 0.5 })),
  'elm-encoders': saveEncoders(trainEncoders(x, { dims: [4, 2], activation: ['gelu', 'linear'] })),
  'deep-elm': saveDeepElm(trainDeepElm(x, targets, { dims: [3, 2], head: 'logistic' }).model),
  elm: saveElm(trainElm(sparse, targets, { ...layer, activation: 'sigmoid', head: 'logistic' }).model),
  'elm-statistics': saveElmStatistics(accumulateElm(emptyElmStatistics(4, 2, layer), x, targets)),
  'online-elm': saveOnlineElm(trainOnlineElm(x, targets, { ...layer, activation: 'relu', forgetting: 0.95 }))
}

const said = new URL('elm.v1.answers.json', folder)
const answers: Record<string, readonly number[]> = existsSync(said) ? JSON.parse(readFileSync(said, 'utf8')) : {}
for (const [kind, bytes] of Object.entries(files)) {
  const path = new URL(`${kind}.v1.safetensors`, folder)
  if (existsSync(path)) continue
  writeFileSync(path, bytes)
  answers[kind] = Array.from(ANSWERS[kind](bytes).data)
}
writeFileSync(said, `${JSON.stringify(answers, null, 2)}\n`)
