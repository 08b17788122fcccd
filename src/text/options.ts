/** How a value reads in an error message: strings quoted, long ones cut, arrays and objects by kind. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (value !== null && typeof value === 'object') return 'an object'
  return String(value)
}

/** `given` laid over `defaults`. Throws TypeError on something that is no object or holds a key `defaults` does not have. */
export function withDefaults<T extends object>(where: string, given: unknown, defaults: T): T {
  if (given === undefined) return { ...defaults }
  if (given === null || typeof given !== 'object' || Array.isArray(given)) {
    throw new TypeError(`${where}: expected an object of options, got ${show(given)}`)
  }
  const out: Record<string, unknown> = { ...(defaults as Record<string, unknown>) }
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, key)) {
      throw new TypeError(`${where}.${key}: unknown option, expected one of ${Object.keys(defaults).join(', ')}`)
    }
    if (value !== undefined) out[key] = value
  }
  return out as T
}

/** Throws TypeError unless every named option is a boolean. */
export function expectBooleans<T extends object>(where: string, options: T, ...keys: (keyof T & string)[]): void {
  for (const key of keys) {
    const value = options[key]
    if (typeof value !== 'boolean') {
      throw new TypeError(`${where}.${key}: expected true or false, got ${show(value)}`)
    }
  }
}

/** Throws RangeError unless `value` is one of `choices`. */
export function expectOneOf(where: string, value: unknown, choices: readonly unknown[]): void {
  if (!choices.includes(value)) {
    throw new RangeError(`${where}: expected ${choices.map(show).join(' or ')}, got ${show(value)}`)
  }
}

/** Throws RangeError unless `value` is an integer of `[min, max]`. */
export function expectInteger(where: string, value: unknown, min: number, max: number): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${where}: expected an integer from ${min} to ${max}, got ${show(value)}`)
  }
}

/** Throws TypeError unless `value` is null or has a set of words. */
export function expectStopWords(where: string, value: { readonly words?: unknown } | null): void {
  if (value !== null && !(value?.words instanceof Set)) {
    throw new TypeError(`${where}: expected stop words such as englishStopWords, or null, got ${show(value)}`)
  }
}

/** Throws TypeError, naming the item, unless every text is a string. */
export function expectTexts(where: string, texts: readonly unknown[]): void {
  if (!Array.isArray(texts)) throw new TypeError(`${where}: expected an array of strings, got ${show(texts)}`)
  for (let i = 0; i < texts.length; i++) {
    if (typeof texts[i] !== 'string') throw new TypeError(`${where}[${i}]: expected a string, got ${show(texts[i])}`)
  }
}
