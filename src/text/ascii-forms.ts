import { SPACE, WORD } from './scan.ts'
import { isSpace } from './spaces.ts'

/** What each ASCII character is written as. */
export interface AsciiForm {
  /** (128) */
  readonly kept: Uint8Array
  /** (128) with every digit as a 0 */
  readonly masked: Uint8Array
}

function formOf(change: (char: string) => string): AsciiForm {
  const kept = Uint8Array.from({ length: 128 }, (_, code) => change(String.fromCharCode(code)).charCodeAt(0))
  return { kept, masked: kept.map(code => (code >= 0x30 && code <= 0x39 ? 0x30 : code)) }
}

export const AS_WRITTEN: AsciiForm = /* @__PURE__ */ formOf(char => char)
export const LOWER_CASE: AsciiForm = /* @__PURE__ */ formOf(char => char.toLowerCase())

/** (128) All but white space as one kind. */
export const UNSPACED: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) =>
  isSpace(code) ? SPACE : WORD
)
