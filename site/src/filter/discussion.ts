import { element } from '../shared/element.ts'
import { percent } from '../shared/units.ts'
import type { Comment } from './comments.ts'
import { KINDS, type KindName } from './kinds.ts'

export type Thresholds = Readonly<Record<KindName, number>>
/** Says what a comment was; undefined: fine. */
export type Moderate = (text: string, was: KindName | undefined) => void
export type Judge = (name: KindName, texts: readonly string[]) => Promise<readonly number[]>

/** The thread of comments, each held back or shown as the filters have it. */
export interface Discussion {
  add(comment: Comment): void
  /** Judges every comment again. Gives how many are held back. */
  judge(judge: Judge, thresholds: Thresholds): Promise<number>
}

interface Shown {
  readonly comment: Comment
  readonly item: HTMLElement
}

/** Puts the comments into the page. */
export function discussionIn(where: HTMLElement, comments: readonly Comment[], moderate: Moderate): Discussion {
  const shown: Shown[] = []
  const add = (comment: Comment) => {
    const item = element(
      'li',
      {},
      face(comment.name),
      element('div', { class: 'said' }, headOf(comment), element('p', { dir: 'auto' }, comment.text))
    )
    shown.push({ comment, item })
    where.append(item)
  }
  for (const comment of comments) add(comment)
  return {
    add,
    async judge(judge, thresholds) {
      const texts = shown.map(({ comment }) => comment.text)
      const scores = await Promise.all(KINDS.map(kind => judge(kind.name, texts)))
      let held = 0
      for (const [place, { comment, item }] of shown.entries()) {
        const of = KINDS.map((kind, row) => ({ kind, probability: scores[row][place] }))
        const over = of.filter(({ kind, probability }) => probability >= thresholds[kind.name])
        if (over.length > 0) held++
        const why = over
          .map(({ kind, probability }) => `${kind.title.toLowerCase()} ${percent(probability)}`)
          .join(', ')
        show(item, comment, why, moderate)
      }
      return held
    }
  }
}

function show(item: HTMLElement, comment: Comment, why: string, moderate: Moderate): void {
  const held = why !== ''
  const text = element('p', { dir: 'auto' }, comment.text)
  const body = held ? element('details', {}, element('summary', {}, `Held back: ${why}`), text) : text
  const button = (name: string, was: KindName | undefined) => {
    const made = element(
      'button',
      { type: 'button', class: 'plain' },
      name,
      element('span', { class: 'unseen' }, ` (${comment.name})`)
    )
    made.addEventListener('click', () => moderate(comment.text, was))
    return made
  }
  const choices = held
    ? [button('This was fine', undefined)]
    : [button('This was spam', 'spam'), button('This was rude', 'toxicity')]
  const focused = item.contains(document.activeElement)
  item.classList.toggle('held', held)
  item.querySelector('.said')?.replaceChildren(headOf(comment), body, element('div', { class: 'choices' }, ...choices))
  if (focused) item.querySelector('button')?.focus()
}

function headOf({ name, when }: Comment): HTMLElement {
  return element('p', { class: 'head' }, element('b', {}, name), ' ', element('span', { class: 'soft small' }, when))
}

function face(name: string): HTMLElement {
  return element('span', { class: 'face', 'aria-hidden': 'true' }, name[0])
}
