import { expect, test } from 'vitest'
import {
  checkSignal,
  type StopSignal,
  selectKernelElm,
  throwIfAborted,
  trainAutoencoder,
  trainDeepElm,
  trainElm,
  trainEncoders,
  trainKernelElm,
  trainOnKernel,
  trainOnlineElm,
  updateOnlineElm
} from '../../src/elm/index.ts'
import { gramOfRows } from '../../src/math/index.ts'
import { randomDense, thrownBy } from '../math/matrices.ts'
import { expectThrown } from './rows.ts'

/** A signal that is aborted once it was asked so often. */
function stopsAfter(times: number): StopSignal & { asked: number } {
  return {
    asked: 0,
    reason: 'enough',
    get aborted() {
      this.asked++
      return this.asked > times
    }
  }
}

test('throws the reason, or an AbortError where there is none', () => {
  expect(throwIfAborted(undefined)).toBeUndefined()
  expect(throwIfAborted({ aborted: false, reason: 'not yet' })).toBeUndefined()
  expect(thrownBy(() => throwIfAborted({ aborted: true, reason: 'enough' }))).toBe('enough')
  expect(thrownBy(() => throwIfAborted(AbortSignal.abort()))).toMatchObject({ name: 'AbortError' })
  const error = thrownBy(() => throwIfAborted({ aborted: true }))
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name: 'AbortError', message: 'signal: expected to go on, got aborted' })
})

test('a signal is undefined, an AbortSignal, or like one', () => {
  for (const good of [undefined, AbortSignal.abort(), { aborted: false }]) expect(checkSignal(good)).toBeUndefined()
  for (const [bad, got] of [
    [null, 'null'],
    [true, 'boolean'],
    [{}, 'object'],
    [{ aborted: 'no' }, 'object']
  ] as const) {
    expectThrown(
      () => checkSignal(bad as unknown as StopSignal),
      TypeError,
      `signal: expected an AbortSignal, got ${got}`
    )
  }
  expectThrown(
    () => checkSignal(3 as unknown as StopSignal, 'options.signal'),
    TypeError,
    'options.signal: expected an AbortSignal, got number'
  )
})

const x = randomDense(300, 6, 1)
const targets = { rows: 300, cols: 1, data: x.data.filter((_, p) => p % 6 === 0).map(v => (v > 0 ? 1 : 0)) }
const few = { ...x, rows: 40, data: x.data.slice(0, 240) }
const fewTargets = { ...targets, rows: 40, data: targets.data.slice(0, 40) }
const online = trainOnlineElm(few, fewTargets, { units: 4 })

const trainers: Record<string, (signal: StopSignal) => unknown> = {
  'a kernel machine': signal => trainKernelElm([x], targets, { signal, landmarks: 20, kernels: [{ type: 'rbf' }] }),
  'a logistic one': signal =>
    trainKernelElm([x], targets, { signal, landmarks: 20, kernels: [{ type: 'rbf' }], head: 'logistic' }),
  'one of every row': signal => trainKernelElm([few], fewTargets, { signal, head: 'logistic' }),
  'one on a kernel matrix': signal => trainOnKernel(gramOfRows(few), fewTargets, { signal, head: 'logistic' }),
  'a choice of settings': signal => selectKernelElm([few], fewTargets, { signal }),
  'a random layer': signal => trainElm(x, targets, { signal, units: 8 }),
  'a deep machine': signal => trainDeepElm(x, targets, { signal, dims: [3] }),
  encoders: signal => trainEncoders(x, { signal, dims: [3, 2] }),
  'an autoencoder': signal => trainAutoencoder(x, { signal, dims: 3 }),
  'an online machine': signal => trainOnlineElm(x, targets, { signal, units: 4 }),
  'an online machine that goes on': signal => updateOnlineElm(online, x, targets, undefined, signal)
}

test.each(Object.entries(trainers))('%s stops wherever it asks', (_, train) => {
  const never = stopsAfter(Number.POSITIVE_INFINITY)
  train(never)
  // The check at a door asks too, but does not stop.
  expect(never.asked).toBeGreaterThan(2)
  for (const times of [1, Math.ceil(never.asked / 2), never.asked - 1]) {
    const signal = stopsAfter(times)
    expect(thrownBy(() => train(signal))).toBe('enough')
    expect([times + 1, times + 2]).toContain(signal.asked)
  }
})
