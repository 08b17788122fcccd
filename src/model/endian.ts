/** Does this machine keep the low byte first, as the file does? */
export const HOST_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Reverses the bytes of every element of `size` bytes, in place. */
export function swapBytes(bytes: Uint8Array, size: number): void {
  for (let start = 0; start + size <= bytes.length; start += size) {
    bytes.subarray(start, start + size).reverse()
  }
}
