import { setFlagsFromString } from 'node:v8'
import { createContext, runInContext, runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  cholesky,
  choleskySolve,
  dense,
  eigenSymmetric,
  gemm,
  gramOfRows,
  identity,
  kernelBytes,
  kernels,
  multiply,
  useKernels
} from '../../src/math/index.ts'
import { relaxedKernelBytes } from '../../src/math/relaxed.ts'
import { compileKernels } from '../../tools/kernels/compile.ts'
import { root } from '../house/package.ts'
import { distance, randomDefinite, randomDense, thrownBy } from './matrices.ts'
import { wasm } from './web-assembly.ts'

afterEach(() => {
  vi.restoreAllMocks()
  useKernels('auto')
})

/** An empty module: what every module starts with. */
const NOTHING = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)

/** A module that exports `version`, a global of 2, and nothing else. */
const GLOBAL = Uint8Array.of(...NOTHING, 6, 6, 1, 0x7f, 0, 0x41, 2, 0x0b, 7, 11, 1, 7, ...Buffer.from('version'), 3, 0)

describe('which kernels run', () => {
  test('those with SIMD where nobody chooses, and what was chosen', () => {
    expect(kernels()).toBe('simd')
    useKernels('plain')
    expect(kernels()).toBe('plain')
    useKernels({ module: new wasm.Module(kernelBytes()) })
    expect(kernels()).toBe('simd')
    useKernels('plain')
    useKernels({ bytes: kernelBytes() })
    expect(kernels()).toBe('simd')
  })

  test.each<[string, () => void, RegExp]>([
    [
      'bytes that are no module',
      () => useKernels({ bytes: Uint8Array.of(1, 2, 3, 4, 5) }),
      /^kernels: expected a module .*magic/
    ],
    [
      'a module without exports',
      () => useKernels({ bytes: NOTHING }),
      /^kernels: expected a module .*version undefined/
    ],
    ['a module of other exports', () => useKernels({ bytes: GLOBAL }), /^kernels: expected a module .*product32/],
    ['something else', () => useKernels({ module: {} }), /^kernels: expected a module .*WebAssembly.Instance/]
  ])('%s: refused, and what ran before goes on', (_, run, message) => {
    useKernels('plain')
    const error = thrownBy(run)
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toMatch(new RegExp(message.source.replace('^', '^TypeError: ')))
    expect(kernels()).toBe('plain')
  })

  test('a small product does not compile anything, a large one does, and the answers are the same', () => {
    const compiled = vi.spyOn(wasm, 'Instance')
    const [a, b] = [randomDense(30, 30, 1), randomDense(100, 100, 2)]
    multiply(a, a)
    expect(compiled).not.toHaveBeenCalled()
    const large = multiply(b, b)
    expect(compiled).toHaveBeenCalledTimes(1)
    multiply(b, b)
    gramOfRows(b)
    eigenSymmetric(gramOfRows(b))
    expect(compiled).toHaveBeenCalledTimes(1)
    useKernels('plain')
    expect(multiply(b, b)).toEqual(large)
    expect(compiled).toHaveBeenCalledTimes(1)
  })
})

describe('the bytes', () => {
  test.each([
    ['kernels', false, kernelBytes],
    ['relaxed kernels', true, relaxedKernelBytes]
  ] as const)(
    '%s are what the sources compile to, small enough for any page to compile at once',
    async (_, relaxed, bytes) => {
      expect(Buffer.from(bytes()).equals(await compileKernels(relaxed)), 'run `npm run kernels`').toBe(true)
      // More than 4 KB some browsers compile in the background alone.
      expect(bytes().length).toBeLessThanOrEqual(4096)
    }
  )

  test('the relaxed ones are no part of a program that does not ask for them', async () => {
    const bundled = async (contents: string) => {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: `${root}src`, loader: 'ts' },
        bundle: true,
        write: false,
        format: 'esm'
      })
      return outputFiles[0].text
    }
    const relaxed = Buffer.from(relaxedKernelBytes()).toString('hex')
    const everything = "export * from './index.ts'\nexport * from './math/index.ts'\nexport * from './embed/index.ts'"
    expect(await bundled(everything)).toContain(Buffer.from(kernelBytes()).toString('hex'))
    expect(await bundled(everything)).not.toContain(relaxed)
    expect(await bundled("export * from './math/relaxed.ts'")).toContain(relaxed)
  })
})

test('relaxed kernels round once where others round twice', () => {
  const a = randomDense(40, 64, 1)
  const expected = gemm(a, randomDense(64, 40, 2))
  // Off by default on the oldest Node that the kit runs on.
  setFlagsFromString('--experimental-wasm-relaxed-simd')
  useKernels({ bytes: relaxedKernelBytes() })
  expect(kernels()).toBe('relaxed-simd')
  const fused = gemm(a, randomDense(64, 40, 2))
  expect(distance({ ...fused }, { ...expected })).toBeLessThan(1e-13)
  const definite = randomDefinite(100, 3)
  const x = choleskySolve(cholesky(definite), randomDense(100, 9, 4))
  expect(distance(multiply(definite, x), randomDense(100, 9, 4))).toBeLessThan(1e-9)
  useKernels('auto')
  expect(kernels()).toBe('simd')
  expect(gemm(a, randomDense(64, 40, 2))).toEqual(expected)
})

test.each([['fast'], [null], [5]])('no choice: %s', choice => {
  expect(() => useKernels(choice as never)).toThrow(/^kernels: expected 'auto', 'plain', a module or its bytes, got /)
})

describe('memory', () => {
  test('that WebAssembly does not have is had from JavaScript, to the same bits', () => {
    const [a, b] = [randomDense(200, 300, 1), randomDense(300, 200, 2)]
    const definite = randomDefinite(40, 1)
    useKernels('auto')
    expect(kernels()).toBe('simd')
    const [product, factor] = [multiply(a, b), cholesky(definite)]
    useKernels('auto')
    const memory = refuseMemory()
    expect([multiply(a, b), cholesky(definite)]).toEqual([product, factor])
    expect(memory).toHaveBeenCalled()
    vi.restoreAllMocks()
  })

  test('that is too small is another, not one that grows, which would make every typed array slower', () => {
    const [a, b] = [randomDense(30, 100, 1), identity(1100)]
    useKernels('auto')
    const memories = watchMemory(() => [multiply(a, randomDense(100, 90, 3)), cholesky(b)])
    const sizes = memories.map(memory => memory.deref()?.buffer.byteLength ?? 0)
    expect(sizes.length).toBe(2)
    expect(sizes[0]).toBe(2 ** 22)
    expect(sizes[1]).toBeGreaterThan(2 ** 22)
  })

  test('that chosen kernels do not have: how much, and what for', () => {
    const a = randomDense(200, 300, 1)
    const definite = randomDefinite(40, 1)
    useKernels({ bytes: kernelBytes() })
    refuseMemory()
    expect(() => gemm(a, randomDense(300, 200, 2))).toThrow(
      new RangeError('memory: expected 729600 bytes for blocks of a product 200 × 300 × 200, got none')
    )
    expect(() => cholesky(definite)).toThrow(
      new RangeError('memory: expected 7680 bytes for the triangle of a matrix 40 × 40, got none')
    )
    vi.restoreAllMocks()
    expect(gemm(a, randomDense(300, 200, 2))).toEqual(multiply(a, randomDense(300, 200, 2)))
  })

  test('results that are too large', () => {
    const many = dense(3_000_000, 1)
    const message = 'memory: expected 72000000000000 bytes for 3000000 × 3000000 numbers, got none'
    expect(() => gramOfRows(many)).toThrow(new RangeError(message))
    const floats = { ...many, data: new Float32Array(3_000_000) }
    expect(() => gemm(floats, { ...floats, rows: 1, cols: 3_000_000 })).toThrow(
      /^memory: expected 36000000000000 bytes/
    )
    expect(() => dense(1e8, 1e8)).toThrow(/^memory: expected 80000000000000000 bytes/)
  })

  test('is that of blocks, not of matrices, and used again', () => {
    const x = randomDense(600, 600, 5)
    const memories = watchMemory(() => {
      for (let round = 0; round < 3; round++) gemm(x, x)
    })
    expect(memories.length).toBe(1)
    expect(memories[0].deref()?.buffer.byteLength).toBeLessThanOrEqual(2 ** 22)
  })

  test('of a large problem is kept no longer than the engine wants, that of a small one is', async () => {
    const large = watchMemory(() => cholesky(identity(1100)))
    const small = watchMemory(() => cholesky(identity(200)))
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    for (let turn = 0; turn < 3; turn++) {
      await new Promise(resolve => setTimeout(resolve))
      collect()
    }
    expect([large.length, small.length]).toEqual([1, 1])
    expect(large[0].deref()).toBeUndefined()
    expect(small[0].deref()?.buffer.byteLength).toBeLessThanOrEqual(2 ** 22)
  })
})

function refuseMemory() {
  return vi.spyOn(wasm, 'Memory').mockImplementation(
    class {
      constructor() {
        throw new RangeError('WebAssembly.Memory(): could not allocate memory')
      }
    } as never
  )
}

/** The memories that are made while something runs on kernels of its own. */
function watchMemory(run: () => unknown): WeakRef<{ readonly buffer: ArrayBuffer }>[] {
  const seen: WeakRef<{ readonly buffer: ArrayBuffer }>[] = []
  const { Memory } = wasm
  const spy = vi.spyOn(wasm, 'Memory').mockImplementation(
    class {
      constructor(size: { readonly initial: number }) {
        const memory = new Memory(size)
        seen.push(new WeakRef(memory))
        // biome-ignore lint/correctness/noConstructorReturn: what stands in for a built-in constructor gives what that makes
        return memory
      }
    } as never
  )
  useKernels('auto')
  run()
  spy.mockRestore()
  return seen
}

describe('in a realm of its own', () => {
  let code = ''
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [`${root}src/math/index.ts`],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'math'
    })
    code = outputFiles[0].text
  })

  /** What the products of a realm are, and what they run on. */
  function inRealm(wasm: boolean, globals: object): { route: string; bits: number[] } {
    const realm = createContext(globals, { codeGeneration: { strings: false, wasm } })
    runInContext(code, realm)
    const script = `(() => {
      const { normal } = math.createRandom(7)
      const a = math.dense(80, 80, Float64Array.from({ length: 6400 }, () => normal()))
      const gram = math.gramOfRows(a)
      const { vectors } = math.eigenSymmetric(gram)
      const factor = math.cholesky(math.multiply(vectors, math.transpose(vectors)))
      const exps = math.expInPlace(a.data.slice())
      const bits = [gram, vectors, factor].flatMap(m => Array.from(m.data))
      return JSON.stringify({ route: math.kernels(), bits: [...bits, ...exps] })
    })()`
    return JSON.parse(runInContext(script, realm))
  }

  test('that allows it kernels are compiled; where a policy, or the engine, does not, the same bits come without', () => {
    const refusing = {
      Module: class {
        constructor() {
          throw new Error('invalid value type: v128')
        }
      }
    }
    const compiled = inRealm(true, {})
    expect(compiled.route).toBe('simd')
    expect(compiled.bits.length).toBe(4 * 6400)
    const others = [
      inRealm(false, {}),
      inRealm(true, { WebAssembly: refusing }),
      inRealm(true, { WebAssembly: undefined })
    ]
    for (const other of others) {
      expect(other.route).toBe('plain')
      expect(other.bits).toEqual(compiled.bits)
    }
  })
})
