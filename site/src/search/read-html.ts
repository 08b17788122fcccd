import type { Section } from './page.ts'

/** Elements that nobody reads, or that every page repeats. */
const UNREAD =
  'script, style, noscript, template, svg, nav, footer, iframe, object, button, [hidden], [aria-hidden="true"]'
const BLOCKS =
  /^(?:P|DIV|SECTION|ARTICLE|MAIN|LI|UL|OL|DL|DT|DD|TR|TABLE|PRE|BLOCKQUOTE|FIGURE|BR|HR|DETAILS|SUMMARY|ASIDE)$/
const HEADING = /^H[1-6]$/

/**
 * The sections of a web page: what stands under each heading, with the titles of the headings above it. The page is parsed and never
 * shown, so nothing in it runs or is fetched.
 */
export function readHtml(html: string, name: string): Section[] {
  const page = new DOMParser().parseFromString(quiet(html), 'text/html')
  for (const unread of page.querySelectorAll(UNREAD)) unread.remove()
  return sectionsOf(page.body, page.title.trim() || name)
}

/**
 * Without scripts, styles and handlers. None of them would run or apply in a page that is parsed alone, but under a strict policy a
 * browser complains on the console of each.
 */
function quiet(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[a-z][^>]*>/gi, tag => tag.replace(/([\s/"'])(?:on\w+|style)(?=\s*=)/gi, '$1data-was'))
}

/** The same of an element that is parsed already; its first heading, where it has one, stands for the title. */
export function sectionsOf(body: HTMLElement, title: string): Section[] {
  const sections: Section[] = []
  let titles = [title]
  let text = ''
  const close = () => {
    const kept = text
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n[ \n]*/g, '\n')
      .trim()
    if (kept !== '')
      sections.push({ title: [...new Set(titles.slice(titles[1] ? 1 : 0).filter(Boolean))].join(' › '), text: kept })
    text = ''
  }
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      text += node.parentElement?.closest('pre') ? node.nodeValue : (node.nodeValue ?? '').replace(/\s+/g, ' ')
      return
    }
    if (!(node.nodeType === Node.ELEMENT_NODE)) return
    const { tagName } = node as Element
    if (HEADING.test(tagName)) {
      close()
      const depth = Number(tagName[1])
      // Sparse while levels are skipped; the gaps are left out of the title.
      titles = [...titles.slice(0, depth), ...Array(Math.max(0, depth - titles.length)).fill('')]
      titles[depth] = (node.textContent ?? '').replace(/\s+/g, ' ').trim()
      return
    }
    const block = BLOCKS.test(tagName)
    if (block) text += '\n'
    for (const child of node.childNodes) walk(child)
    if (block) text += '\n'
    else if (/^T[DH]$/.test(tagName) && (node as Element).nextElementSibling) text += ' · '
  }
  walk(body)
  close()
  return sections
}
