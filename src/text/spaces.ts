/** White space as Python's `str.split` sees it, so that words between it are the same words scikit-learn cuts. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 9 && code <= 13) || (code >= 0x1c && code <= 0x1f)
  if (code === 0x85 || code === 0xa0 || code === 0x3000 || code === 0x1680) return true
  if (code < 0x2000 || code > 0x205f) return false
  return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f
}
