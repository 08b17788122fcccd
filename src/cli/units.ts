/** A number with so many decimals, or a dash where there is none (the area under a curve of one class). */
export function decimals(value: number | undefined, digits = 3): string {
  return value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits)
}

/** A size in bytes, in the unit that reads best: 1 kB is 1,000 bytes. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`
  return count < 1e6 ? `${(count / 1e3).toFixed(count < 1e4 ? 1 : 0)} kB` : `${(count / 1e6).toFixed(1)} MB`
}

/** A time in milliseconds, in the unit that reads best. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** A whole number with thousands set apart, and what it counts. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** Milliseconds rounded to a microsecond, for machines. */
export function roundedMs(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}
