/** Scratch arrays above this many elements are given back after the text that needed them. */
export const KEEP = 1 << 20

/** An array of at least `need` elements with the first `used` of `old` kept; at least doubled, so that growth is linear. */
export function grow<T extends Uint8Array | Uint32Array | Int32Array | Float32Array>(
  old: T,
  used: number,
  need: number
): T {
  const out = new (old.constructor as new (length: number) => T)(Math.max(need, old.length * 2))
  out.set(old.subarray(0, used))
  return out
}
