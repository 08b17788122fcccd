import type { CompiledKernels, Room } from './kernel-set.ts'
import { compile, instantiate, type WasmModule, wasmMemory } from './wasm.ts'

/** Kernels from elsewhere: a module that was compiled already, or bytes to compile. */
export type KernelSource = { readonly module: WasmModule } | { readonly bytes: Uint8Array }

/** What a module exports. */
export interface Exports extends CompiledKernels {
  /** 1 where sums are fused. */
  readonly relaxed: { readonly value: number }
}

/** The version of what modules import and export, which `version` says. */
const VERSION = 2

/** The functions among them. */
const NAMES = [
  'product32',
  'product64',
  'solve64',
  'symv64',
  'takeBoth64',
  'reflectRows64',
  'rotate64',
  'exp64',
  'scan8',
  'sparse64'
] as const satisfies readonly (keyof CompiledKernels)[]

/** A module from elsewhere that was seen to run here. Throws TypeError on one that is not of this version of the kit, or that cannot. */
export function givenKernels(source: KernelSource): WasmModule {
  if (typeof source !== 'object' || source === null) {
    throw new TypeError(`kernels: expected 'auto', 'plain', a module or its bytes, got ${String(source)}`)
  }
  try {
    const module = 'module' in source ? source.module : compile(source.bytes)
    newRoom(module, 0)
    return module
  } catch (error) {
    throw new TypeError(
      `kernels: expected a module of this version of waymark that the engine can run, got ${error instanceof Error ? error.message : error}`
    )
  }
}

/** A room of so many bytes at least, with an instance of its own. Throws where the engine refuses. */
export function newRoom(module: WasmModule, bytes: number): Room<Exports> {
  const memory = wasmMemory(bytes)
  const kernels = expectKernels(instantiate(module, memory))
  return { kernels, f32: new Float32Array(memory.buffer), f64: new Float64Array(memory.buffer) }
}

/** The exports of a module, or throws TypeError. */
function expectKernels(exports: unknown): Exports {
  const given = exports as Record<string, { readonly value?: unknown } | undefined>
  if (given.version?.value !== VERSION) throw new TypeError(`version ${given.version?.value}`)
  for (const name of NAMES) if (typeof given[name] !== 'function') throw new TypeError(`no ${name}`)
  return exports as Exports
}
