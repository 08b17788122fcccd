/** (128) 1 for what makes a chunk worth a closer look wherever it stands, 2 for what does between letters alone. */
const HINTS = /* @__PURE__ */ (() => {
  const hints = new Uint8Array(128)
  for (const c of '0123456789@$|+<^#%*~\\{}[]_`') hints[c.charCodeAt(0)] = 1
  for (const c of "!?('/") hints[c.charCodeAt(0)] = 2
  return hints
})()
const isLetter = (code: number): boolean => ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 0xc0 && code < 0x250)

/** Whether `text[start, end)`, without white space, may hold a word in disguise. */
export function isSuspect(text: string, start: number, end: number): boolean {
  let suspect = false
  let letters = 0
  let signs = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    const hint = code < 128 ? HINTS[code] : 0
    if (isLetter(code)) letters++
    else if (hint > 0 && !(code >= 48 && code <= 57)) signs++
    if (hint === 1 || (code >= 128 && code <= 0xbf) || (code >= 0x2000 && code < 0x2100)) suspect = true
    else if (hint === 2 && i > start && i + 1 < end) suspect = true
  }
  return suspect && (letters > 0 || signs > 2)
}
