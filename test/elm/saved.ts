import {
  encode,
  encodeChain,
  loadAutoencoder,
  loadDeepElm,
  loadElm,
  loadElmStatistics,
  loadEncoders,
  loadKernelElm,
  loadOnlineElm,
  predictDeepElm,
  predictElm,
  predictKernelElm,
  solveElm,
  updateOnlineElm
} from '../../src/elm/index.ts'
import { type Dense, dense } from '../../src/math/index.ts'

/** Rows of four columns that every saved machine is asked about. */
export const QUESTIONS = dense(3, 4, Float64Array.of(0, 0, 0, 0, 1, -0.5, 0, 0.25, 0, 2, -1, 0))
const TARGETS = dense(3, 2, Float64Array.of(0, 1, 1, 0, 0.5, 0.5))

/** What a file of each kind says of {@link QUESTIONS}. */
export const ANSWERS: Readonly<Record<string, (bytes: Uint8Array) => Dense>> = {
  'kernel-elm': bytes => predictKernelElm(loadKernelElm(bytes), [QUESTIONS]),
  'elm-autoencoder': bytes => encode(loadAutoencoder(bytes), QUESTIONS),
  'elm-encoders': bytes => encodeChain(loadEncoders(bytes), QUESTIONS),
  'deep-elm': bytes => predictDeepElm(loadDeepElm(bytes), QUESTIONS),
  elm: bytes => predictElm(loadElm(bytes), QUESTIONS),
  'elm-statistics': bytes => predictElm(solveElm(loadElmStatistics(bytes)), QUESTIONS),
  'online-elm': bytes => predictElm(updateOnlineElm(loadOnlineElm(bytes), QUESTIONS, TARGETS), QUESTIONS)
}
