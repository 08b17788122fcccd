/**
 * A filter on a text field of a page: it judges while somebody writes and says so, without standing in the way. A courtesy to
 * the writer, no boundary: whoever receives the text judges it again.
 *
 * @module
 */
import { fieldSupport } from './field-support.ts'
import { judgeOf, type TextFilter, type Verdict } from './judge.ts'

export type { FilterAnswer, TextFilter, Verdict } from './judge.ts'

/** How a filter is attached. All are optional. */
export interface AttachFilterOptions {
  /** The label that is not wanted. Default `spam`. */
  readonly label?: string | undefined
  /** From which probability of the label on, in [0, 1]. Default: where the filter gives the label itself. */
  readonly threshold?: number | undefined
  /** Milliseconds from the last change to judging. Default 200. */
  readonly delay?: number | undefined
  /** UTF-16 units judged at once. Longer texts are judged piece by piece, and the worst counts. Default 2000. */
  readonly maxLength?: number | undefined
  /** Whether a text that is not wanted makes the field invalid, so that its form is not sent. Default false. */
  readonly block?: boolean | undefined
  /** What to tell the writer; nothing where it is empty. Default: `This looks like spam.` of texts not wanted. */
  readonly message?: ((verdict: Verdict) => string) | undefined
  /** Told every verdict; undefined where there is none any more: the field is empty, or judging failed. */
  readonly onVerdict?: ((verdict: Verdict | undefined) => void) | undefined
  /** Told what the filter or a function above throws. Default: reported as an uncaught error is. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** The defaults of {@link AttachFilterOptions} that are values. */
export const ATTACH_FILTER_DEFAULTS = { label: 'spam', delay: 200, maxLength: 2000, block: false } as const

/** A filter at work. */
export interface AttachedFilter {
  /** What was last found; undefined where nothing was. */
  readonly verdict: Verdict | undefined
  /** Judges at once what stands in the field: before sending, or after a program has written into it. */
  check(): Promise<Verdict | undefined>
  /** Stops, and leaves the page as it was. */
  detach(): void
}

const TYPES: Readonly<Record<string, string>> = {
  label: 'string',
  threshold: 'number',
  delay: 'number',
  maxLength: 'number',
  block: 'boolean',
  message: 'function',
  onVerdict: 'function',
  onError: 'function'
}

/**
 * Attaches a filter to a text field.
 *
 * @param field a `<textarea>` or an `<input>` of text
 * @param filter anything with `classify(text)`: a classifier, a predictor, one of a worker
 * @throws TypeError or RangeError on an option that is unknown, of another type or out of range
 */
export function attachFilter(
  field: HTMLTextAreaElement | HTMLInputElement,
  filter: TextFilter,
  options: AttachFilterOptions = {}
): AttachedFilter {
  checkOptions(options)
  const { label, delay, maxLength, block } = { ...ATTACH_FILTER_DEFAULTS, ...given(options) }
  const { threshold, onVerdict, onError = reportError } = options
  const message = options.message ?? (({ unwanted }) => (unwanted ? `This looks like ${label}.` : ''))
  const judge = judgeOf(filter, label, threshold, maxLength)
  const support = fieldSupport(field)
  const listening = new AbortController()
  let verdict: Verdict | undefined
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest: Promise<Verdict | undefined>
  let giveUp = () => {}

  function conclude(found: Verdict | undefined): void {
    const changed = found ?? verdict
    verdict = found
    const text = found ? message(found) : ''
    support.say(text)
    if (block) support.refuse(found?.unwanted ? text || label : '')
    if (changed) onVerdict?.(found)
  }

  async function run(mine: number): Promise<Verdict | undefined> {
    // A filter may never answer: nobody waits for it any longer than it is asked.
    const over = new Promise<undefined>(resolve => {
      giveUp = () => resolve(undefined)
    })
    try {
      try {
        const found = await Promise.race([judge(field.value, () => mine === turn), over])
        if (mine === turn) conclude(found)
      } catch (error) {
        if (mine === turn) conclude(undefined)
        throw error
      }
    } catch (error) {
      if (mine === turn) onError(error)
    }
    // Whoever waits for a text that has changed meanwhile gets the verdict on what became of it.
    return mine === turn || listening.signal.aborted ? verdict : latest
  }

  function check(): Promise<Verdict | undefined> {
    clearTimeout(timer)
    if (!listening.signal.aborted) {
      giveUp()
      latest = run(++turn)
    }
    return latest
  }

  function later(event?: Event): void {
    clearTimeout(timer)
    if ((event as InputEvent | undefined)?.isComposing) return
    timer = setTimeout(check, delay)
  }

  const { signal } = listening
  for (const type of ['input', 'compositionend']) field.addEventListener(type, later, { signal })
  const onReset = (event: Event) => event.target === field.form && later()
  // A reset does not leave its shadow root; a field that is in no document yet may come to be in that one.
  for (const root of [field.getRootNode(), field.ownerDocument]) root.addEventListener('reset', onReset, { signal })
  latest = Promise.resolve(undefined)
  if (field.value) later()

  return {
    get verdict() {
      return verdict
    },
    check,
    detach() {
      clearTimeout(timer)
      turn++
      listening.abort()
      giveUp()
      support.remove()
    }
  }
}

/** Without what is undefined, which means the default. */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}

function checkOptions(options: AttachFilterOptions): void {
  for (const [key, value] of Object.entries(options)) {
    const type = Object.hasOwn(TYPES, key) && TYPES[key]
    if (!type) throw new TypeError(`attachFilter.${key}: expected one of ${Object.keys(TYPES)}, got an unknown option`)
    if (value === undefined) continue
    if (typeof value !== type) throw new TypeError(`attachFilter.${key}: expected a ${type}, got ${typeof value}`)
    const [least, most] = key === 'maxLength' ? [1, Infinity] : [0, key === 'threshold' ? 1 : Infinity]
    if (type === 'number' && !(value >= least && value <= most)) {
      throw new RangeError(`attachFilter.${key}: expected ${least} to ${most}, got ${value}`)
    }
  }
}
