/** What the tests need of `WebAssembly`, of which the types of Node know nothing. */
interface Wasm {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => object
  Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
}

export const wasm = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly
