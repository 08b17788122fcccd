import type { Filters, Measured } from './filters.ts'
import { KINDS, type KindName } from './kinds.ts'
import { changedAt, showLesson, type Taught } from './lessons.ts'

/** Teaches the filters, and takes it back. */
export interface Teacher {
  /** Says what a text was; undefined: fine. */
  teach(text: string, was: KindName | undefined): Promise<void>
  /** Labelled texts, as the filter has them. */
  measure(name: KindName): Promise<Measured>
}

/** What the teacher needs of the page. */
export interface Classroom {
  readonly filters: Filters
  readonly thresholds: Readonly<Record<KindName, number>>
  /** Where it says what was learnt. */
  readonly where: HTMLElement
  readonly measured: (name: KindName, found: Measured) => void
  /** A filter is another one. */
  readonly changed: () => Promise<void>
  /** Where the keyboard goes once there is nothing to undo. */
  readonly focus: () => void
}

/** Sets it up. */
export function teacher({ filters, thresholds, where, measured, changed, focus }: Classroom): Teacher {
  const known = new Map<KindName, Measured>()
  /** Filters that each click has taught, for undoing. */
  const steps: (readonly KindName[])[] = []

  async function measure(name: KindName): Promise<Measured> {
    const found = await filters.measure(name)
    known.set(name, found)
    measured(name, found)
    return found
  }

  /** Filters that think otherwise: what they have right already they need not be told. */
  async function wrong(text: string, was: KindName | undefined): Promise<readonly KindName[]> {
    const scores = await Promise.all(KINDS.map(async kind => (await filters.judge(kind.name, [text]))[0]))
    const over = KINDS.filter((kind, place) => scores[place] >= thresholds[kind.name]).map(kind => kind.name)
    if (was === undefined) return over
    return over.includes(was) ? [] : [was]
  }

  async function undo(): Promise<void> {
    for (const name of steps.pop() ?? []) {
      filters.undo(name)
      await measure(name)
    }
    where.textContent = 'Forgotten: the filter is as it was before.'
    focus()
    await changed()
  }

  return {
    measure,
    async teach(text, was) {
      if (text.trim() === '') return
      const names = await wrong(text, was)
      if (names.length === 0) {
        where.textContent = 'The filter thinks so already: there is nothing to correct.'
        return
      }
      const taught: Taught[] = []
      for (const name of names) {
        const before = known.get(name)
        const lesson = await filters.learn(name, text, was !== undefined)
        taught.push({ name, lesson, others: changedAt(thresholds[name], before, await measure(name)) })
      }
      steps.push(names)
      showLesson(where, taught, () => void undo())
      await changed()
    }
  }
}
