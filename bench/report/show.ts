/** How numbers are written in tables. */

/** A share between 0 and 1. */
export const share = (value: number) => value.toFixed(3)

/** Three digits, or whole from a hundred up. */
export const digits = (value: number) =>
  value >= 99.95 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

export const ratio = (value: number) => value.toFixed(2)

/** Bytes; 1 kB = 1,000 bytes. */
export const size = (bytes: number) =>
  Math.abs(bytes) >= 999_500 ? `${(bytes / 1e6).toPrecision(3)} MB` : `${digits(bytes / 1000)} kB`

/** A number that is nearly 0. */
export const tiny = (value: number) => (value === 0 ? '0' : value.toExponential(0))
