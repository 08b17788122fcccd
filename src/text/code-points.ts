/** Whether `text[start, end)` has `least` code points. */
export function hasLength(text: string, start: number, end: number, least: number): boolean {
  let i = start
  let count = 0
  while (i < end && count < least) {
    i += (text.codePointAt(i) as number) > 0xffff ? 2 : 1
    count++
  }
  return count === least
}
