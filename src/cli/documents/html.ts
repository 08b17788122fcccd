import { Parser } from 'htmlparser2'
import { type Attributes, breaksAround } from './elements.ts'
import { Flow } from './flow.ts'
import { Focus } from './focus.ts'
import { type Section, Sections } from './sections.ts'
import { slugOf } from './slugs.ts'

/**
 * The sections of an HTML page: what stands under each `h1` to `h6`, titles from `title` down. Where a page says what its `main`
 * part is, that part alone.
 */
export function readHtml(html: string, path: string, name: string): Section[] {
  return sectionsOf(html, new Sections(path, name))
}

/** Adds what is on a page to its sections, and ends them. */
export function sectionsOf(html: string, sections: Sections): Section[] {
  const page = new Page(sections)
  const parser = new Parser({
    onopentag: (tag, attributes) => page.open(tag, attributes),
    onclosetag: tag => page.close(tag),
    ontext: text => page.text(text)
  })
  parser.end(html.replace(/\r\n?/g, '\n'))
  return page.end()
}

/** A heading that is being read. */
interface Open {
  readonly tag: string
  readonly id: string | undefined
  /** Words for its images, which are read where there are no others. */
  images: string
}

/** Is told of the tags and texts of a page in order; each tag opened is closed. */
class Page {
  private readonly body = new Flow()
  private readonly line = new Flow()
  private readonly focus = new Focus()
  private code = 0
  private lists = 0
  private heading: Open | undefined
  private inTitle = false

  constructor(private readonly sections: Sections) {}

  open(tag: string, attributes: Attributes): void {
    const entered = this.focus.enter(tag, attributes)
    if (entered === 'left out') return
    if (entered === 'main') this.restart()
    if (/^h[1-6]$/.test(tag)) this.beginHeading(tag, attributes.id)
    else if (tag === 'title') this.inTitle = true
    else if (tag === 'br') this.flow.turn()
    else if (tag === 'td' || tag === 'th') this.flow.cell()
    else if (tag === 'img') this.image(attributes.alt ?? '')
    else this.breakFor(tag)
    if (tag === 'pre') this.code++
    if (isList(tag)) this.lists++
  }

  text(text: string): void {
    if (!this.focus.isText) return
    if (this.code > 0) this.flow.code(text)
    else this.flow.words(text)
  }

  close(tag: string): void {
    if (!this.focus.leave()) return
    if (tag === this.heading?.tag) this.endHeading(this.heading)
    if (tag === 'title' && this.inTitle) this.endTitle()
    if (tag === 'pre') this.code--
    if (isList(tag)) this.lists--
    this.breakFor(tag)
  }

  end(): Section[] {
    if (this.heading) this.endHeading(this.heading)
    return this.sections.end(this.body.take())
  }

  private restart(): void {
    this.body.take()
    this.sections.restart()
  }

  /** Where text goes now. */
  private get flow(): Flow {
    return this.heading || this.inTitle ? this.line : this.body
  }

  private image(words: string): void {
    if (this.heading) this.heading.images += ` ${words}`
    else this.flow.words(words)
  }

  private breakFor(tag: string): void {
    const breaks = breaksAround(tag)
    if (breaks === 0) return
    // A list within an item goes on from it.
    this.flow.line(isList(tag) && this.lists > 0 ? 1 : breaks)
  }

  private beginHeading(tag: string, id: string | undefined): void {
    if (this.heading) this.endHeading(this.heading)
    this.heading = { tag, id, images: '' }
  }

  private endHeading({ tag, id, images }: Open): void {
    const text = oneLine(this.line.take()) || oneLine(images)
    this.heading = undefined
    if (text === '') this.body.line(2)
    else this.sections.heading(this.body.take(), { depth: Number(tag[1]), text }, id || slugOf(text))
  }

  private endTitle(): void {
    const text = oneLine(this.line.take())
    this.sections.title ||= text
    this.inTitle = false
  }
}

function isList(tag: string): boolean {
  return tag === 'ul' || tag === 'ol'
}

/** A mark behind a heading that links to it. */
const LINK_MARK = /\s[#¶]$|[¶🔗\u200b]+$/u

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(LINK_MARK, '').trim()
}
