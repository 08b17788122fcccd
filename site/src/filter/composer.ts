import { type AttachedFilter, attachFilter } from 'waymark/attach-filter'
import type { Classification } from 'waymark/classify'
import { byId, element } from '../shared/element.ts'
import { DRAFTS } from './comments.ts'
import { DISGUISES, type Disguise, disguised } from './disguise.ts'
import { KINDS, type KindName } from './kinds.ts'
import { pasteLong } from './paste.ts'

const DELAY = 50
const NAMES: Readonly<Record<Disguise, string>> = { leet: 'L33t', letters: 'Look-alike letters', spaces: 'S p a c e d' }

/** What the form asks of the page. */
export interface Asked {
  readonly field: HTMLTextAreaElement
  readonly classify: (name: KindName, text: string) => Promise<Classification>
  readonly threshold: (name: KindName) => number
  readonly judged: (name: KindName, probability: number | undefined) => void
  readonly typed: (text: string) => void
  readonly failed: (error: unknown) => void
}

/** The field in which a comment is written. */
export interface Composer {
  /** Attaches the filters, anew where their thresholds have changed. */
  attach(): void
  /** Judges what stands there at once. */
  check(): void
  write(text: string): void
}

/** Brings the form to life. */
export function composer({ field, classify, threshold, judged, typed, failed }: Asked): Composer {
  const ways = new Set<Disguise>()
  let attached: readonly AttachedFilter[] = []
  let plain = ''
  const check = () => {
    for (const filter of attached) void filter.check()
  }
  const put = (text: string) => {
    field.value = text
    typed(text)
    if (text === '') for (const kind of KINDS) judged(kind.name, undefined)
    check()
  }
  const toggles = DISGUISES.map(way => {
    const button = element('button', { type: 'button', 'aria-pressed': 'false' }, NAMES[way])
    button.addEventListener('click', () => {
      if (ways.size === 0) plain = field.value
      if (!ways.delete(way)) ways.add(way)
      button.setAttribute('aria-pressed', String(ways.has(way)))
      put(ways.size === 0 ? plain : disguised(plain, ways))
    })
    return button
  })
  const undisguise = () => {
    if (ways.size === 0) return
    ways.clear()
    for (const button of toggles) button.setAttribute('aria-pressed', 'false')
  }
  const write = (text: string) => {
    undisguise()
    put(text)
  }
  pasteLong(field)
  field.addEventListener('input', () => {
    undisguise()
    typed(field.value)
  })
  byId('disguises', HTMLElement).append(...toggles)
  byId('drafts', HTMLElement).append(
    ...DRAFTS.map(([name, text]) => {
      const button = element('button', { type: 'button' }, name)
      button.addEventListener('click', () => write(text))
      return button
    })
  )
  return {
    check,
    write,
    attach() {
      for (const filter of attached) filter.detach()
      attached = KINDS.map(({ name, unwanted, warning }) =>
        attachFilter(
          field,
          { classify: text => classify(name, text) },
          {
            label: unwanted,
            threshold: threshold(name),
            delay: DELAY,
            message: verdict => (verdict.unwanted ? warning : ''),
            onVerdict: verdict => judged(name, verdict?.probability),
            onError: failed
          }
        )
      )
    }
  }
}
