/** A filter of the page, and what its labels are called in sentences. */
export interface Kind {
  readonly name: 'spam' | 'toxicity'
  /** What the meter says. */
  readonly title: string
  readonly unwanted: string
  readonly fine: string
  /** Several unwanted messages. */
  readonly many: string
  /** Where the line is drawn at first. */
  readonly threshold: number
  readonly warning: string
}

export type KindName = Kind['name']

export const KINDS: readonly Kind[] = [
  {
    name: 'spam',
    title: 'Spam',
    unwanted: 'spam',
    fine: 'ham',
    many: 'spams',
    threshold: 0.7,
    warning: 'This reads like spam.'
  },
  {
    name: 'toxicity',
    title: 'Rude',
    unwanted: 'toxic',
    fine: 'ok',
    many: 'rude messages',
    threshold: 0.5,
    warning: 'This reads as rude.'
  }
]

/** The filter of this name. */
export function kindOf(name: KindName): Kind {
  return KINDS[name === 'spam' ? 0 : 1]
}
