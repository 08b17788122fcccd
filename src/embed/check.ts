/** How a value reads in an error message: strings quoted and cut, arrays and objects by kind. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'function') return 'a function'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** `given` laid over `defaults`. Throws TypeError on something that is no object or has a key that `defaults` has not. */
export function optionsOf<T extends object>(given: unknown, defaults: T): T {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`options: expected an object, got ${show(given)}`)
  }
  const out: Record<string, unknown> = { ...(defaults as Record<string, unknown>) }
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, key)) {
      throw new TypeError(`options.${key}: unknown option; expected one of ${Object.keys(defaults).join(', ')}`)
    }
    if (value !== undefined) out[key] = value
  }
  return out as T
}

/** Throws RangeError unless `value` is an integer of `[min, max]`. */
export function expectInteger(what: string, value: unknown, min: number, max: number): void {
  if (!(Number.isInteger(value) && (value as number) >= min && (value as number) <= max)) {
    throw new RangeError(`${what}: expected an integer from ${min} to ${max}, got ${show(value)}`)
  }
}

/** Throws TypeError, naming the item, unless every text is a string. */
export function expectTexts(what: string, texts: unknown): asserts texts is readonly string[] {
  if (!Array.isArray(texts)) throw new TypeError(`${what}: expected an array of strings, got ${show(texts)}`)
  for (let i = 0; i < texts.length; i++) {
    if (typeof texts[i] !== 'string') throw new TypeError(`${what}[${i}]: expected a string, got ${show(texts[i])}`)
  }
}

/** Throws RangeError unless a vector has `dims` numbers. */
export function expectDims(what: string, vector: ArrayLike<number>, dims: number): void {
  if (vector?.length !== dims) {
    throw new RangeError(`${what}: expected ${dims} numbers, got ${show(vector?.length)}`)
  }
}
