/** Entities as web pages write them, and what they stand for. */
const ENTITIES: readonly (readonly [RegExp, string])[] = [
  [/&amp;/g, '&'],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#?\w+;/g, ' ']
]

/** What a platform adds to a post, which would tell the set it is from and not what it says. */
const PLATFORM: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/\S+/g, ' '],
  [/\bRT\b/g, ' '],
  [/@\w+:?/g, ' '],
  [/<\w+>|\[linebreak\]/g, ' '],
  // Left over from bytes that were escaped: `\xa0`, `xc2 xa0`, `\n`.
  [/\\?x[0-9a-f]{2}\b|\\n/g, ' '],
  [/#/g, ' '],
  [/’/g, "'"],
  [/\s+/g, ' ']
]

/** A post without user names, addresses, retweet marks, placeholders and escapes; hash tags are words. */
export function cleanPost(text: string): string {
  return [...ENTITIES, ...PLATFORM].reduce((out, [pattern, by]) => out.replace(pattern, by), text).trim()
}

const HEADER_LINE = /^(From|To|Date|Sent|URL|Cc):/
const QUOTE_LINE = /^\s*[>|]|wrote:\s*$/
const RULE_LINE = /^_{5,}|^\s*[-=*]{4,}/

/** Characters of a mail that count: what it is shows at its beginning. */
const MAIL_LENGTH = 5000

/** A mail without the marks of a reply or a list, the lines it quotes, and its end if it is very long. */
export function cleanMail(text: string): string {
  return text
    .replace(/^Subject:\s*/i, '')
    .replace(/\b(re|fwd?)(\[\d+\])?:\s*/gi, '')
    .replace(/\[[A-Za-z-]{2,20}\]/g, ' ')
    .split('\n')
    .filter(line => ![HEADER_LINE, QUOTE_LINE, RULE_LINE].some(pattern => pattern.test(line)))
    .join('\n')
    .trim()
    .slice(0, MAIL_LENGTH)
}

/** An authored text with the reserved names of its links taken for names of the wild. */
export function cleanAuthored(text: string): string {
  return text.replace(/\.example\.(com|net|org)/g, '.$1')
}
