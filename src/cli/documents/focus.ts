import { type Attributes, isLeftOut, isMain } from './elements.ts'

/** Follows which part of a page is its text: not what is left out and, where a page says what its main part is, that alone. */
export class Focus {
  /** Elements open from one that is left out on. */
  private hidden = 0
  /** Other elements open. */
  private depth = 0
  /** Those when the main part began; 0 before it. */
  private main = 0
  /** Whether the main part has ended. */
  private over = false

  /** Whether text here is text of the page. */
  get isText(): boolean {
    return this.hidden === 0 && !this.over
  }

  /** At the beginning of an element. Gives `main` where all that came before was not what the page is about. */
  enter(tag: string, attributes: Attributes): 'left out' | 'text' | 'main' {
    const main = isMain(tag, attributes)
    if (this.hidden > 0 || isLeftOut(tag, attributes) || (this.over && !main)) {
      this.hidden++
      return 'left out'
    }
    this.depth++
    const first = main && this.main === 0
    if (first || (main && this.over)) this.main = this.depth
    this.over = false
    return first ? 'main' : 'text'
  }

  /** At the end of an element. Gives whether it was entered as text. */
  leave(): boolean {
    if (this.hidden > 0) {
      this.hidden--
      return false
    }
    if (this.depth === this.main) this.over = true
    this.depth--
    return true
  }
}
