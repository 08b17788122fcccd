/** What GitHub keeps of a heading besides spaces and hyphens: its `\p{Word}`. */
const DROPPED = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu

/** The anchor GitHub gives a heading: `What's new?` → `whats-new`. Empty where it holds no letter and no digit. */
export function slugOf(heading: string): string {
  return heading.toLowerCase().replace(DROPPED, '').replaceAll(' ', '-')
}

/** The anchors of one page, each once: a second `usage` is `usage-1`, a third `usage-2`, as on GitHub. */
export class Slugs {
  /** The last number given to each. */
  private readonly taken = new Map<string, number>()

  /** The slug itself, or with the first number that makes it new. */
  unique(slug: string): string {
    let number = this.taken.get(slug)
    let found = slug
    // `usage-1` may be a heading of its own.
    while (number !== undefined && this.taken.has(found)) found = `${slug}-${++number}`
    if (number !== undefined) this.taken.set(slug, number)
    this.taken.set(found, 0)
    return found
  }
}
