import type { QueryOptions } from 'waymark/rerank'
import { byId } from '../shared/element.ts'
import { showEmpty, showError, showWaiting } from '../shared/state.ts'
import { duration } from '../shared/units.ts'
import type { Index } from './engine.ts'
import type { Page } from './page.ts'
import { showPlain, showRanked } from './results.ts'

const RANKED: QueryOptions<Page> = { limit: 6 }
const PLAIN: QueryOptions<Page> = { limit: 6, semantic: 'none' }
/** While a word is typed its beginning finds it; asked for only where the words as they are find nothing. */
const TYPING = { minisearch: { prefix: true, fuzzy: 0.2 } }

let turn = 0
/** What was said to have helped, by question and document. */
const judged = new Set<string>()
const key = (query: string, id: string) => `${query.trim().toLowerCase()}\n${id}`

/** Forgets what was shown of other documents. */
export function startOver(): void {
  turn++
  judged.clear()
}

/** Searches, by words alone and reranked, and shows both. Answers that come after those to a later question are dropped. */
export async function look(index: Index | undefined, query: string): Promise<void> {
  const mine = ++turn
  const [ranked, plain, count] = [byId('ranked', HTMLElement), byId('plain', HTMLElement), byId('count', HTMLElement)]
  if (index === undefined) {
    showWaiting(ranked, 'Waiting for the index')
    plain.replaceChildren()
    return
  }
  if (query.trim() === '') {
    count.textContent = ''
    showEmpty(ranked, 'Type a few words, or a whole question.')
    plain.replaceChildren()
    return
  }
  try {
    const started = performance.now()
    const ask = (more: QueryOptions<Page>) =>
      Promise.all([index.search(query, { ...RANKED, ...more }), index.search(query, { ...PLAIN, ...more })])
    let [found, byWords] = await ask({})
    if (found.length === 0) [found, byWords] = await ask(TYPING)
    if (mine !== turn) return
    count.textContent = `${found.length} found in ${duration(performance.now() - started)}`
    const helped = (id: string) => judged.has(key(query, id))
    showRanked(ranked, found, byWords, { helped, toggle: id => void judge(index, query, id) })
    showPlain(plain, byWords)
  } catch (error) {
    if (mine === turn) showError(ranked, error)
  }
}

async function judge(index: Index, query: string, id: string): Promise<void> {
  const one = key(query, id)
  const taken = judged.has(one)
  try {
    if (taken) await index.forget(query, id)
    else await index.feedback(query, id)
  } catch (error) {
    showError(byId('ranked', HTMLElement), error, () => void look(index, query))
    return
  }
  if (taken) judged.delete(one)
  else judged.add(one)
  await look(index, query)
  const count = byId('count', HTMLElement)
  count.textContent = taken ? 'Forgotten again.' : 'Learnt. Questions like this one lead there from now on.'
  byId('ranked', HTMLElement)
    .querySelector<HTMLElement>(`.helped[data-id="${CSS.escape(id)}"]`)
    ?.focus()
}
