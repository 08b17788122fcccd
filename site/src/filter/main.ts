import '../style/figure.css'
import '../style/marked.css'
import '../style/filter.css'
import { byId } from '../shared/element.ts'
import { shell } from '../shared/shell.ts'
import { showError, showWaiting } from '../shared/state.ts'
import { COMMENTS, DRAFTS } from './comments.ts'
import { composer } from './composer.ts'
import { discussionIn } from './discussion.ts'
import { startFilters } from './filters.ts'
import { KINDS, type KindName } from './kinds.ts'
import { lineCard } from './line.ts'
import { MOST_MARKED, marksUnder } from './marks.ts'
import { metersIn } from './meters.ts'
import { teacher } from './teacher.ts'

shell('filter', '../')

const state = byId('state', HTMLElement)
const comment = byId('comment', HTMLTextAreaElement)
const filters = startFilters()
const thresholds: Record<KindName, number> = { spam: KINDS[0].threshold, toxicity: KINDS[1].threshold }
const probabilities = new Map<KindName, number | undefined>()
const meters = metersIn(byId('meters', HTMLElement))
const marks = marksUnder(comment, byId('marks', HTMLElement))
/** Where the worker broke down, its filters are gone with it and have to be loaded again. */
function failed(error: unknown): void {
  const closed = error instanceof Error && error.name === 'WorkerClosedError'
  showError(state, error, closed ? () => void start() : undefined)
}

const form = composer({
  field: comment,
  classify: (name, text) => filters.classify(name, text),
  threshold: name => thresholds[name],
  typed: text => marks.typed(text),
  judged(name, probability) {
    probabilities.set(name, probability)
    meters.show(name, probability, thresholds[name])
    void mark()
  },
  failed
})
const line = lineCard(thresholds, name => {
  meters.show(name, probabilities.get(name), thresholds[name])
  redraw()
})
const { teach, measure } = teacher({
  filters,
  thresholds,
  where: byId('lesson', HTMLElement),
  measured: (name, found) => line.measured(name, found),
  async changed() {
    form.check()
    await judgeThread()
  },
  focus: () => comment.focus()
})
const moderate = (text: string, was: KindName | undefined) => void teach(text, was).catch(failed)
const discussion = discussionIn(byId('thread', HTMLElement), COMMENTS, moderate)

let framed = 0
/** Where the line has moved, filters and thread follow in the next frame. */
function redraw(): void {
  cancelAnimationFrame(framed)
  framed = requestAnimationFrame(() => {
    form.attach()
    form.check()
    void judgeThread()
  })
}

/** Marks what speaks for the likelier of the two. */
async function mark(): Promise<void> {
  const text = comment.value
  const over = KINDS.map(({ name }) => ({ name, by: (probabilities.get(name) ?? 0) - thresholds[name] }))
  const [worst] = over.sort((a, b) => b.by - a.by)
  const reasons = worst.by < 0 || text.length > MOST_MARKED ? [] : await filters.explain(worst.name, text)
  if (text === comment.value) marks.show(text, reasons)
}

async function judgeThread(): Promise<void> {
  const held = await discussion.judge((name, texts) => filters.judge(name, texts), thresholds)
  byId('held', HTMLElement).textContent = held === 0 ? 'Nothing is held back.' : `${held} held back for the moderator.`
}

async function start(): Promise<void> {
  showWaiting(state, 'The filters are on their way: two files of a quarter megabyte each.')
  try {
    await Promise.all(KINDS.map(kind => filters.load(kind.name)))
    state.replaceChildren()
    form.attach()
    if (comment.value === '') form.write(DRAFTS[1][1])
    else form.check()
    await judgeThread()
    for (const kind of KINDS) await measure(kind.name)
  } catch (error) {
    showError(state, error, () => void start())
  }
}

byId('form', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault()
  const text = comment.value.trim()
  if (text === '') return
  discussion.add({ name: 'You', when: 'today', text })
  form.write('')
  void judgeThread()
})
const CORRECTIONS = { fine: undefined, spam: 'spam', rude: 'toxicity' } as const
for (const [id, was] of Object.entries(CORRECTIONS))
  byId(id, HTMLButtonElement).addEventListener('click', () => moderate(comment.value, was))
void start()
