/** A value as an error message shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** Throws TypeError unless `source` is an object that can do what the adapter asks of it. */
export function expectMethod(name: string, source: unknown, method: string): void {
  const can = typeof source === 'object' && source !== null && method in source
  if (!can || typeof (source as Readonly<Record<string, unknown>>)[method] !== 'function') {
    throw new TypeError(`${name}: expected an object with ${method}(), got ${show(source)}`)
  }
}

/** Throws TypeError on an option that is not one of `known`. */
export function expectKnown(options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`options: expected an object, got ${show(options)}`)
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new TypeError(`options.${key}: unknown option; expected ${known.join(', ')}`)
  }
}

/** Throws TypeError unless `value` is a string. */
export function expectString(name: string, value: unknown): void {
  if (typeof value !== 'string') throw new TypeError(`${name}: expected a string, got ${show(value)}`)
}

/** Throws TypeError unless `values` is a list of strings. */
export function expectStrings(name: string, values: unknown): void {
  if (!Array.isArray(values)) throw new TypeError(`${name}: expected a list of strings, got ${show(values)}`)
  // Not forEach, which would pass over holes.
  for (let i = 0; i < values.length; i++) expectString(`${name}[${i}]`, values[i])
}

/** Throws RangeError unless `value` is undefined or a count of at least one. */
export function expectLimit(name: string, value: unknown): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= 1)) {
    throw new RangeError(`${name}: expected an integer of at least 1, got ${show(value)}`)
  }
}
