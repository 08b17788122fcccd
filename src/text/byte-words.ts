import { AS_WRITTEN } from './ascii-forms.ts'

/** A set of ASCII words, asked about bytes without a string made of them: open addressing with linear probing. */
export class ByteWords {
  private readonly bytes: Uint8Array
  /** (words + 1) where each begins in `bytes` */
  private readonly starts: Uint32Array
  /** The number of a word + 1, or 0; at least half of them are. */
  private readonly slots: Uint32Array
  private longest = 0

  /** Words that are not ASCII are left out. */
  constructor(words: ReadonlySet<string>) {
    let length = 0
    for (const word of words) length += word.length
    this.bytes = new Uint8Array(length)
    this.starts = new Uint32Array(words.size + 1)
    this.slots = new Uint32Array(2 ** (33 - Math.clz32(words.size)))
    let count = 0
    for (const word of words) if (this.add(word, count)) count++
  }

  /** Makes a word number `w`, unless it is empty or not ASCII: then it returns false. */
  private add(word: string, w: number): boolean {
    const { bytes, starts } = this
    const start = starts[w]
    let all = 0
    for (let i = 0; i < word.length; i++) {
      all |= word.charCodeAt(i)
      bytes[start + i] = word.charCodeAt(i)
    }
    if (word === '' || all >= 0x80) return false
    const end = start + word.length
    starts[w + 1] = end
    this.longest = Math.max(this.longest, word.length)
    this.slots[this.slotOf(bytes, start, end, AS_WRITTEN.kept)] = w + 1
    return true
  }

  /** Whether `bytes[start, end)`, ASCII read through `form` (128), is one of the words. */
  has(bytes: Uint8Array, start: number, end: number, form: Uint8Array): boolean {
    return end - start <= this.longest && this.slots[this.slotOf(bytes, start, end, form)] !== 0
  }

  /** The slot of a word, or the free one where it would go. */
  private slotOf(bytes: Uint8Array, start: number, end: number, form: Uint8Array): number {
    const { slots } = this
    const mask = slots.length - 1
    let h = end - start
    for (let i = start; i < end; i++) h = Math.imul(h ^ form[bytes[i]], 0x01000193)
    for (let slot = (h ^ (h >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      if (slots[slot] === 0 || this.equals(slots[slot] - 1, bytes, start, end, form)) return slot
    }
  }

  private equals(word: number, bytes: Uint8Array, start: number, end: number, form: Uint8Array): boolean {
    const own = this.bytes
    const from = this.starts[word]
    const size = end - start
    if (this.starts[word + 1] - from !== size) return false
    for (let i = 0; i < size; i++) if (own[from + i] !== form[bytes[start + i]]) return false
    return true
  }
}
