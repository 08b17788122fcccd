/** Bytes from two hexadecimal digits each, which a compressed bundle holds in fewer bytes than base64. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16))
}
