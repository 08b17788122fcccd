/** Text in UTF-8, or UTF-16 where a mark says so; 'binary' for what is no text, 'unknown' for text in another encoding. */
export function decodeText(bytes: Uint8Array): { readonly text: string } | 'binary' | 'unknown' {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? 'binary' : { text }
  } catch {
    return bytes.includes(0) ? 'binary' : 'unknown'
  }
}
