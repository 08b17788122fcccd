/** The bytes of a compiled module, or the module: what a page calls `WebAssembly.Module`, which the types of the language do not know. */
export type WasmModule = object

/** What is needed of `WebAssembly`. */
interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => WasmModule
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: unknown }
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory
}

/** Memory that an instance works in. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
}

const PAGE = 2 ** 16

/** A module from its bytes. Throws where the engine has no WebAssembly, forbids compiling or knows not all of the instructions. */
export function compile(bytes: Uint8Array): WasmModule {
  return new (api().Module)(bytes)
}

/** The exports of a new instance that works in `memory`. Throws on what is no module, or one that asks for more than memory. */
export function instantiate(module: WasmModule, memory: WasmMemory): unknown {
  return new (api().Instance)(module, { env: { memory } }).exports
}

/** Memory of so many bytes at least. Throws RangeError where there is none. */
export function wasmMemory(bytes: number): WasmMemory {
  return new (api().Memory)({ initial: Math.ceil(bytes / PAGE) })
}

function api(): WasmApi {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WasmApi }
  if (WebAssembly === undefined) throw new TypeError('WebAssembly: expected an engine that has it, got undefined')
  return WebAssembly
}
