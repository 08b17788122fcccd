/** The bytes of a compiled module, or the module: what a page calls `WebAssembly.Module`, which the types of the language do not know. */
export type WasmModule = object

/** What is needed of `WebAssembly`. */
interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => WasmModule
  readonly Instance: new (module: WasmModule) => { readonly exports: unknown }
}

/** Memory that a module exports. Growing it by pages of 64 KiB gives it another buffer. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

/** A module from its bytes. Throws where the engine has no WebAssembly, forbids compiling or knows not all of the instructions. */
export function compile(bytes: Uint8Array): WasmModule {
  return new (api().Module)(bytes)
}

/** The exports of a new instance with memory of its own. Throws on what is no module, or one that asks for imports. */
export function instantiate(module: WasmModule): unknown {
  return new (api().Instance)(module).exports
}

function api(): WasmApi {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WasmApi }
  if (WebAssembly === undefined) throw new TypeError('WebAssembly: expected an engine that has it, got undefined')
  return WebAssembly
}
