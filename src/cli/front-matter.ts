const BLOCK = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

/** What is above the text of a card, and the text. */
export interface Card {
  /** The plain `key: value` lines of its YAML; lists and objects are left out. Empty where there is none. */
  readonly fields: ReadonlyMap<string, string>
  /** Whether there is a block of YAML at all. */
  readonly hasFields: boolean
  readonly body: string
}

/** Reads a card, as Hugging Face has them: Markdown with YAML between two lines of `---` above it. */
export function parseCard(text: string): Card {
  const found = BLOCK.exec(text)
  const fields = new Map<string, string>()
  for (const line of found?.[1].split(/\r?\n/) ?? []) {
    const [, key, value] = /^([A-Za-z_][\w-]*):[ \t]+(\S.*?)[ \t]*$/.exec(line) ?? []
    if (key !== undefined) fields.set(key, unquoted(value))
  }
  return { fields, hasFields: found !== null, body: text.slice(found?.[0].length ?? 0) }
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

/** The licence a card states: `license`, or `license_name` where that is `other`. */
export function licenseOf({ fields }: Card): string | undefined {
  const license = fields.get('license')
  return license === 'other' ? (fields.get('license_name') ?? license) : license
}

/** The first paragraph under the title of a card, on one line, without its marks. Undefined where there is none. */
export function leadOf({ body }: Card): string | undefined {
  const paragraphs = body.split(/\r?\n[ \t]*\r?\n/).map(text => text.trim().replace(/\s+/g, ' '))
  const lead = paragraphs.find(text => /^[\p{L}\p{N}*_`["'(]/u.test(text))
  return lead?.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '')
}
