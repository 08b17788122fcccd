/** What is needed of a parser by markdown-it. */
interface Parser {
  readonly core: { readonly ruler: { push(name: string, rule: (state: { tokens: Token[] }) => void): void } }
}

interface Token {
  readonly type: string
  readonly content: string
  children: Token[] | null
}

/**
 * Anchors of headings as GitHub makes them, so that a link to one works in both places. TypeDoc makes them of the text tokens alone and
 * would leave out what is code: an empty token of a name of its own carries the code, and shows nothing.
 */
export function githubHeadings(parser: Parser): void {
  parser.core.ruler.push('waymark-headings', ({ tokens }) => {
    tokens.forEach((token, i) => {
      if (tokens[i - 1]?.type !== 'heading_open') return
      token.children = (token.children ?? []).map(child => (child.type === 'code_inline' ? codeOf(child) : child))
    })
  })
}

/** A token of code whose text counts: TypeDoc takes the text of children, and the rule for code shows `content` alone. */
function codeOf(code: Token): Token {
  return Object.assign(code, { children: [{ type: 'text', content: code.content, children: null }] })
}
