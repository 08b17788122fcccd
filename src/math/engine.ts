import { KERNELS } from './kernel-bytes.ts'
import { type Exports, givenKernels, type KernelSource, newRoom } from './kernel-module.ts'
import { type CompiledKernels, outOfMemory, type Room } from './kernel-set.ts'
import { bytesOf } from './kernel-text.ts'
import { plainRoom } from './plain-kernels.ts'
import { compile, type WasmModule } from './wasm.ts'

/** What large products run on: compiled kernels with SIMD, the same with fused multiply-add, or JavaScript. */
export type KernelRoute = 'simd' | 'relaxed-simd' | 'plain'

/** Multiplications that are worth compiling the kernels for, and those that are worth a call. */
const FIRST = 2 ** 18
const LEAST = 2 ** 13

/** Memory in bytes that every instance has at least and that is kept for the next product. Larger ones last until the engine collects them. */
const KEEP = 2 ** 22

/** The module that runs: undefined before anyone asked, null where there is none. */
let running: WasmModule | null | undefined
/** The kit's own module once it is compiled: engines make their best code of it while it runs. */
let own: WasmModule | undefined
/** Rooms that nobody works in. */
let idle: Room<Exports> | undefined
let large: WeakRef<Room<Exports>> | undefined

/**
 * Which kernels large products run on. Compiles them if nothing has asked for them yet. The results of `simd` and `plain` are the same to
 * the last bit; those of `relaxed-simd`, which runs only where {@link useKernels} was given it, are not.
 */
export function kernels(): KernelRoute {
  const found = take(0)
  if (found === undefined) return 'plain'
  return found.kernels.relaxed.value ? 'relaxed-simd' : 'simd'
}

/**
 * Chooses what large products run on from now on, in everything that shares this module: `auto`, which is how it starts, compiles the kernels
 * at the first large product and falls back to JavaScript where the engine refuses; `plain` is JavaScript; or a module from {@link kernelBytes}, the file
 * `waymark/kernels.wasm` or `waymark/kernels/relaxed`.
 *
 * @throws TypeError on a module that is not of this version of the kit, or that this engine cannot run; what ran before goes on running
 */
export function useKernels(choice: 'auto' | 'plain' | KernelSource): void {
  running = choice === 'auto' ? undefined : choice === 'plain' ? null : givenKernels(choice)
  idle = undefined
  large = undefined
}

/** The bytes of the module with SIMD, for `WebAssembly.compile`. */
export function kernelBytes(): Uint8Array {
  return bytesOf(KERNELS)
}

/** Whether so many multiplications are worth moving their operands to where the kernels are compiled. */
export function worthKernels(work: number): boolean {
  if (work < LEAST || (running === undefined && work < FIRST)) return false
  return find() !== null
}

/** A room of so many bytes for so many multiplications of `what`. Throws RangeError where there is none. */
export function enterRoom(work: number, bytes: number, what: string): Room {
  return enterCompiled(work, bytes, what) ?? plainRoom(bytes, what)
}

/** A room of compiled kernels, or undefined where they are not worth their while or, chosen by nobody, have no room. Throws as {@link enterRoom}. */
export function enterCompiled(work: number, bytes: number, what: string): Room<CompiledKernels> | undefined {
  if (!worthKernels(work)) return undefined
  const room = take(bytes)
  if (room === undefined) {
    // Kernels that were asked for do not give way to others of other roundings.
    if (running === own || running === null) return undefined
    throw outOfMemory(bytes, what)
  }
  if (room === idle) idle = undefined
  else large = undefined
  return room
}

/** Gives a room back. What one large product needed is not held for ever: memory of WebAssembly never shrinks. */
export function leaveRoom(room: Room): void {
  if (running == null || !isCompiled(room)) return
  if (room.f64.byteLength <= KEEP) idle = room
  else large = new WeakRef(room)
}

function isCompiled(room: Room): room is Room<Exports> {
  return 'relaxed' in room.kernels
}

/**
 * A room of so many bytes, or undefined where the kernels are plain or there is no such room. A new one where those at hand are too small: memory that grows would get
 * another buffer, and engines check every access to a typed array from the first buffer that is taken away from one.
 */
function take(bytes: number): Room<Exports> | undefined {
  for (const room of [idle, large?.deref()]) if (room !== undefined && room.f64.byteLength >= bytes) return room
  const module = find()
  if (module === null) return undefined
  try {
    const room = newRoom(module, Math.max(bytes, KEEP))
    if (bytes <= KEEP) idle = room
    else large = new WeakRef(room)
    return room
  } catch {
    // A machine that cannot give the smallest room, or an engine that compiles what it does not run.
    if (bytes <= KEEP && module === own) running = null
    return undefined
  }
}

/** The module that runs, or null where there is none. */
function find(): WasmModule | null {
  if (running !== undefined) return running
  try {
    own ??= compile(kernelBytes())
    running = own
  } catch {
    // No WebAssembly, no SIMD, or a policy that forbids compiling.
    running = null
  }
  return running
}
