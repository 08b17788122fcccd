import { KERNELS } from './kernel-bytes.ts'
import { type Exports, expectKernels, givenKernels, type KernelSource } from './kernel-module.ts'
import { type CompiledKernels, outOfMemory, type Room } from './kernel-set.ts'
import { bytesOf } from './kernel-text.ts'
import { plainRoom } from './plain-kernels.ts'
import { compile, instantiate, type WasmModule } from './wasm.ts'

/** What large products run on: compiled kernels with SIMD, the same with fused multiply-add, or JavaScript. */
export type KernelRoute = 'simd' | 'relaxed-simd' | 'plain'

/** Multiplications that are worth compiling the kernels for, and those that are worth a call. */
const FIRST = 2 ** 18
const LEAST = 2 ** 13

/** Memory in bytes that is kept for the next product. Larger ones last until the engine collects them. */
const KEEP = 2 ** 22

const PAGE = 2 ** 16

/** The module that runs: undefined before anyone asked, null where there is none. */
let running: WasmModule | null | undefined
/** The kit's own module once it is compiled: engines make their best code of it while it runs. */
let own: WasmModule | undefined
/** An instance that nobody works with. */
let idle: Exports | undefined
let large: WeakRef<Exports> | undefined

/**
 * Which kernels large products run on. Compiles them if nothing has asked for them yet. The results of `simd` and `plain` are the same to
 * the last bit; those of `relaxed-simd`, which runs only where {@link useKernels} was given it, are not.
 */
export function kernels(): KernelRoute {
  const found = take()
  if (found === undefined) return 'plain'
  return found.relaxed.value ? 'relaxed-simd' : 'simd'
}

/**
 * Chooses what large products run on from now on, in everything that shares this module: `auto`, which is how it starts, compiles the kernels
 * at the first large product and falls back to JavaScript where the engine refuses; `plain` is JavaScript; or a module from {@link kernelBytes}, the file
 * `waymark/kernels.wasm` or `waymark/kernels/relaxed`.
 *
 * @throws TypeError on a module that is not of this version of the kit, or that this engine cannot run; what ran before goes on running
 */
export function useKernels(choice: 'auto' | 'plain' | KernelSource): void {
  if (choice === 'auto') running = undefined
  else if (choice === 'plain') running = null
  else {
    const [module, first] = givenKernels(choice)
    running = module
    idle = first
    large = undefined
    return
  }
  idle = undefined
  large = undefined
}

/** The bytes of the module with SIMD, for `WebAssembly.compile`. */
export function kernelBytes(): Uint8Array {
  return bytesOf(KERNELS)
}

/** Whether so many multiplications are worth moving their operands to where the kernels are compiled. */
export function worthKernels(work: number): boolean {
  if (running === undefined && work >= FIRST) take()
  return work >= LEAST && running != null
}

/** A room of so many bytes for so many multiplications of `what`. Throws RangeError where there is none. */
export function enterRoom(work: number, bytes: number, what: string): Room {
  return enterCompiled(work, bytes, what) ?? plainRoom(bytes, what)
}

/** A room of compiled kernels, or undefined where they are not worth their while or, chosen by nobody, have no room. Throws as {@link enterRoom}. */
export function enterCompiled(work: number, bytes: number, what: string): Room<CompiledKernels> | undefined {
  const exports = worthKernels(work) ? take() : undefined
  if (exports === undefined) return undefined
  idle = undefined
  large = undefined
  const { memory } = exports
  const more = Math.ceil((bytes - memory.buffer.byteLength) / PAGE)
  try {
    if (more > 0) memory.grow(more)
  } catch {
    // Memory of WebAssembly has limits of its own; kernels that were asked for do not give way to others of other roundings.
    if (running === own) return undefined
    throw outOfMemory(bytes, what)
  }
  return { kernels: exports, f32: new Float32Array(memory.buffer), f64: new Float64Array(memory.buffer) }
}

/** Gives a room back. What one large product needed is not held for ever: memory of WebAssembly never shrinks. */
export function leaveRoom({ kernels, f64 }: Room): void {
  if (running == null || !('memory' in kernels)) return
  const exports = kernels as Exports
  if (f64.byteLength <= KEEP) idle = exports
  else large = new WeakRef(exports)
}

/** An instance to work with, or undefined where the kernels are plain. */
function take(): Exports | undefined {
  const waiting = large?.deref() ?? idle
  if (waiting !== undefined) return waiting
  if (running === null) return undefined
  try {
    running ??= own ??= compile(kernelBytes())
    idle = expectKernels(instantiate(running))
    return idle
  } catch {
    // No WebAssembly, no SIMD, or a policy that forbids compiling.
    running = null
    return undefined
  }
}
