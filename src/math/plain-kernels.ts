import { type Kernels, outOfMemory, type Room } from './kernel-set.ts'
import { PANEL } from './panels.ts'
import { reflectRows, symmetricTimes, takeBoth } from './plain-reflect.ts'
import { rotate } from './plain-rotate.ts'
import { update32, update64 } from './plain-tiles.ts'

/** A room of so many bytes with kernels in JavaScript. Throws RangeError where there is no such room. */
export function plainRoom(bytes: number, what: string): Room {
  const buffer = allocate(Math.ceil(bytes / 8) * 8, what)
  const f32 = new Float32Array(buffer)
  const f64 = new Float64Array(buffer)
  return { f32, f64, kernels: plainKernels(f32, f64) }
}

function allocate(bytes: number, what: string): ArrayBuffer {
  try {
    return new ArrayBuffer(bytes)
  } catch {
    throw outOfMemory(bytes, what)
  }
}

function plainKernels(f32: Float32Array, f64: Float64Array): Kernels {
  return {
    product32: (a, b, c, aPanels, bPanels, depth, lower) =>
      product(update32, f32, a / 4, b / 4, c / 4, aPanels, bPanels, depth, lower),
    product64: (a, b, c, aPanels, bPanels, depth, lower) =>
      product(update64, f64, a / 8, b / 8, c / 8, aPanels, bPanels, depth, lower),
    solve64: (l, x, j) => solve(f64, l / 8, x / 8, j),
    symv64: (b, stride, m, u, w) => symmetricTimes(f64, b / 8, stride / 8, m, u / 8, w / 8),
    takeBoth64: (b, stride, m, u, w) => takeBoth(f64, b / 8, stride / 8, m, u / 8, w / 8),
    reflectRows64: (b, stride, m, u) => reflectRows(f64, b / 8, stride / 8, m, u / 8),
    rotate64: (q, stride, count, turns) => rotate(f64, q / 8, stride / 8, count, turns / 8)
  }
}

function product<A>(
  update: (f: A, a: number, b: number, c: number, depth: number) => void,
  f: A,
  a: number,
  b: number,
  c: number,
  aPanels: number,
  bPanels: number,
  depth: number,
  lower: number
): void {
  const panel = depth * PANEL
  for (let j = 0; j < bPanels; j++) {
    for (let i = lower ? j : 0; i < aPanels; i++) {
      update(f, a + i * panel, b + j * panel, c + (j * aPanels + i) * PANEL * PANEL, depth)
    }
  }
}

function solve(f: Float64Array, l: number, x: number, j: number): void {
  const done = j * PANEL * PANEL
  const target = x + done
  update64(f, l, x, target, j * PANEL)
  for (let r = 0; r < PANEL; r++) {
    const row = l + done + r
    for (let s = target; s < target + PANEL; s++) {
      let rest = f[s + r * PANEL]
      for (let p = 0; p < r; p++) rest -= f[s + p * PANEL] * f[row + p * PANEL]
      f[s + r * PANEL] = rest / f[row + r * PANEL]
    }
  }
}
