import { Slugs } from './slugs.ts'

/** What an index holds: a row of a table, a whole text, or what stands under one heading. */
export type Section = {
  readonly id: string | number
  /** Missing where a row has none. */
  readonly title?: string
  /** Plain text. */
  readonly text: string
}

/** Between the headings of a title. */
const BETWEEN = ' › '

interface Heading {
  readonly depth: number
  readonly text: string
}

/**
 * The sections of one page, in order. Ids are the path, and the anchor of the heading behind `#`; titles are the headings from
 * the page's own title down, joined by ` › `.
 */
export class Sections {
  /** The title of the page, where it has one. */
  title = ''
  private found: Section[] = []
  private slugs = new Slugs()
  private trail: Heading[] = []
  private id: string

  /**
   * @param path of the page
   * @param name for what has no title at all
   */
  constructor(
    private readonly path: string,
    private readonly name: string
  ) {
    this.id = path
  }

  /**
   * Ends a section and begins the next.
   *
   * @param text what stood above this heading, under the last one
   * @param anchor where a browser finds the heading
   */
  heading(text: string, next: Heading, anchor: string): void {
    const last = this.trail.at(-1)
    // A heading with nothing but further ones under it is in the titles of all of those.
    const above = last === undefined || last.depth < next.depth
    if (text !== '' || !above) this.add(text)
    this.trail = [...this.trail.filter(({ depth }) => depth < next.depth), next]
    this.id = `${this.path}#${this.slugs.unique(anchor)}`
  }

  /** Forgets all sections: what was read so far was not what the page is about. */
  restart(): void {
    this.found = []
    this.slugs = new Slugs()
    this.trail = []
    this.id = this.path
  }

  /** Ends the last section. Gives all of them; none of an empty page. */
  end(text: string): Section[] {
    if (text !== '' || this.trail.length > 0) this.add(text)
    return this.found
  }

  private add(text: string): void {
    this.found.push({ id: this.id, title: this.titleHere(), text })
  }

  private titleHere(): string {
    const headings = this.trail.map(heading => heading.text)
    if (this.title === '') return headings.join(BETWEEN) || this.name
    // `<title>Install · Example</title>` and `<h1>Install</h1>` say one thing.
    const [first = '', ...rest] = headings
    return [this.title, ...(begins(this.title, first) ? rest : headings)].join(BETWEEN)
  }
}

/** Whether a title begins with these words, whole, in whatever case. */
function begins(title: string, words: string): boolean {
  const lower = title.toLowerCase()
  const start = words.toLowerCase()
  return lower.startsWith(start) && !/^[\p{L}\p{M}\p{N}]/u.test(lower.slice(start.length))
}
