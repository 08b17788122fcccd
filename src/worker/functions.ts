/** The error of a function that would have to go to the worker. */
export function refused(where: string): TypeError {
  return new TypeError(`${where}: expected what can be sent to a worker, got a function`)
}

/** Throws TypeError where an option is a function, or an object with one. */
export function refuseFunctions(value: unknown, where: string): void {
  if (typeof value === 'function') throw refused(where)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'function') throw refused(`${where}.${key}`)
  }
}
