import { Marked, type Tokens } from 'marked'
import type { Section } from './page.ts'
import { readHtml } from './read-html.ts'

/** Tags that swallow what follows them; within a sentence they are meant as words. */
const SWALLOWING =
  /<(?=\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|template|nav|select)\b)/gi

const marked = new Marked({
  renderer: {
    html: ({ text, block }: Tokens.HTML | Tokens.Tag) => (block ? text : text.replace(SWALLOWING, '&lt;'))
  }
})

/** The sections of a Markdown page. What it says in HTML is parsed with it and never shown as such. */
export function readMarkdown(markdown: string, name: string): Section[] {
  const front = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(markdown)
  const title = front && /^title:\s*["']?(.*?)["']?\s*$/m.exec(front[1])?.[1]
  const html = marked.parse(front ? markdown.slice(front[0].length) : markdown, { async: false })
  return readHtml(html, title || name)
}
