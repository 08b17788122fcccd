/** A JSON value. Read-only all the way down: a config is a value, never a place to keep state. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. Declare configs as `type`, not `interface`: only a type alias is assignable to an index signature. */
export type JsonObject = { readonly [key: string]: Json }

/** The array that holds each element type. `F16` is kept as raw half-precision bits: see `toHalf` and `fromHalf`. */
export interface ArrayOf {
  readonly F64: Float64Array
  readonly F32: Float32Array
  readonly F16: Uint16Array
  readonly I32: Int32Array
  readonly U32: Uint32Array
  readonly I16: Int16Array
  readonly U16: Uint16Array
  readonly I8: Int8Array
  readonly U8: Uint8Array
}

/** The element types a tensor may have, under their safetensors names. */
export type Dtype = keyof ArrayOf

/** A tensor of one known element type. */
export interface TensorOf<D extends Dtype> {
  readonly dtype: D
  /** One length per dimension; `[]` is a single number. */
  readonly shape: readonly number[]
  /** Row-major, as many elements as the product of `shape`. */
  readonly data: ArrayOf[D]
}

/** A tensor of any supported element type; `dtype` tells which. */
export type Tensor = { [D in Dtype]: TensorOf<D> }[Dtype]

/** Everything a saved model is: what it is, which format version, its settings and its numbers. */
export interface ModelRecord {
  /** What the model is, for instance `text-classifier`. Not empty. */
  readonly kind: string
  /** Version of the layout of this kind, from 1 up. */
  readonly version: number
  /** Settings. The order of keys carries no meaning. */
  readonly config: JsonObject
  /** A Map, so that names such as `__proto__` and `constructor` are plain data. Order carries no meaning. */
  readonly tensors: ReadonlyMap<string, Tensor>
}
