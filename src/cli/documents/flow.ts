/** White space of HTML; a no-break space is a letter here. */
const SPACES = /[\t\n\f\r ]+/g

/** Gathers plain text from runs of words, lines of code and the breaks between them. */
export class Flow {
  // One string would be copied whole whenever its end is looked at.
  private readonly parts: string[] = []
  /** Line breaks due before the next piece. */
  private breaks = 0
  /** What else is due before it, on the same line: nothing, a space, a tab. */
  private gap = ''
  /** Whether nothing is on the line yet. */
  private fresh = true

  /** Running text: white space of any kind and length is one space, and none stands at either end of a line. */
  words(text: string): void {
    const collapsed = text.replace(SPACES, ' ')
    const words = collapsed.replace(/^ | $/g, '')
    if (collapsed.startsWith(' ')) this.gap ||= ' '
    if (words === '') return
    this.due()
    this.parts.push(words)
    this.fresh = false
    if (collapsed.endsWith(' ')) this.gap = ' '
  }

  /** Text as it is: code. A line break right behind the beginning of its block is not part of it. */
  code(text: string): void {
    const code = this.breaks > 0 || this.parts.length === 0 ? text.replace(/^\n/, '') : text
    if (code === '') return
    this.due()
    this.parts.push(code)
    this.fresh = code.endsWith('\n')
  }

  /** At least so many line breaks before what comes next, if anything is before them. */
  line(breaks: 1 | 2): void {
    this.breaks = Math.max(this.breaks, breaks)
  }

  /** One more line break, up to a blank line. */
  turn(): void {
    this.breaks = Math.min(2, this.breaks + 1)
  }

  /** A tab between what is on the line and what comes next. */
  cell(): void {
    this.gap = '\t'
  }

  /** The text, without blank lines before it and white space behind it; and begins anew. */
  take(): string {
    const text = this.parts.join('').replace(/^\n+/, '').trimEnd()
    this.parts.length = 0
    this.breaks = 0
    this.gap = ''
    this.fresh = true
    return text
  }

  private due(): void {
    if (this.breaks > 0 && this.parts.length > 0) {
      // Code may have ended its last line itself.
      this.parts.push('\n'.repeat(this.fresh ? this.breaks - 1 : this.breaks))
      this.fresh = true
    }
    if (this.gap !== '' && !this.fresh) this.parts.push(this.gap)
    this.breaks = 0
    this.gap = ''
  }
}
