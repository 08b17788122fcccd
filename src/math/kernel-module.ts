import type { CompiledKernels } from './kernel-set.ts'
import { compile, instantiate, type WasmMemory, type WasmModule } from './wasm.ts'

/** Kernels from elsewhere: a module that was compiled already, or bytes to compile. */
export type KernelSource = { readonly module: WasmModule } | { readonly bytes: Uint8Array }

/** What a module exports. */
export interface Exports extends CompiledKernels {
  readonly memory: WasmMemory
  /** 1 where sums are fused. */
  readonly relaxed: { readonly value: number }
}

/** The version of what modules export, which `version` says. */
const VERSION = 1

/** The functions among them. */
const NAMES = [
  'product32',
  'product64',
  'solve64',
  'symmetricTimes64',
  'takeBoth64',
  'reflectRows64',
  'rotate64',
  'exp64',
  'scan8',
  'sparse64'
] as const satisfies readonly (keyof CompiledKernels)[]

/** A module from elsewhere, and an instance of it. Throws TypeError on one that is not of this version of the kit, or that cannot run here. */
export function givenKernels(source: KernelSource): [WasmModule, Exports] {
  if (typeof source !== 'object' || source === null) {
    throw new TypeError(`kernels: expected 'auto', 'plain', a module or its bytes, got ${String(source)}`)
  }
  try {
    const module = 'module' in source ? source.module : compile(source.bytes)
    return [module, expectKernels(instantiate(module))]
  } catch (error) {
    throw new TypeError(
      `kernels: expected a module of this version of waymark that the engine can run, got ${error instanceof Error ? error.message : error}`
    )
  }
}

/** The exports of a module, or throws TypeError. */
export function expectKernels(exports: unknown): Exports {
  const given = exports as Record<string, { readonly value?: unknown } | undefined>
  if (given.version?.value !== VERSION) throw new TypeError(`version ${given.version?.value}`)
  for (const name of NAMES) if (typeof given[name] !== 'function') throw new TypeError(`no ${name}`)
  return exports as Exports
}
