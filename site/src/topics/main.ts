import '../style/figure.css'
import '../style/marked.css'
import '../style/topics.css'
import { byId } from '../shared/element.ts'
import { shell } from '../shared/shell.ts'
import { size } from '../shared/units.ts'
import { columnsOf, firstColumns, labelsOf } from './data.ts'
import { startEngine } from './engine.ts'
import { answersTo, measuredIn } from './measure.ts'
import { takeOwn } from './own.ts'
import { whenTouched } from './touch.ts'
import { openWorkshop } from './workshop.ts'

shell('topics', '../')

const said = byId('said', HTMLElement)
const vectors = byId('vectors', HTMLInputElement)
const engine = startEngine()
const workshop = openWorkshop(engine)

/** An opened model knows the words that it was trained with; others cannot be given to it. */
function start(...what: Parameters<typeof workshop.start>): void {
  workshop.start(...what)
  vectors.disabled = what[1] !== undefined
}

start(firstColumns())
void workshop.answerFirst()
whenTouched([byId('columns', HTMLElement), byId('draft', HTMLElement)], () => workshop.wake())

vectors.addEventListener('change', async () => {
  engine.vectors = vectors.checked
  said.textContent = vectors.checked ? 'Word vectors are on their way.' : ''
  const trained = await workshop.train()
  said.textContent = trained && vectors.checked ? 'It knows 26,000 English words, and how they are alike.' : ''
  if (trained) return
  // The tagger from before still answers, and knows no words.
  vectors.checked = false
  engine.vectors = false
})

byId('reset', HTMLButtonElement).addEventListener('click', () => {
  start(firstColumns())
  workshop.changed()
  said.textContent = 'The sentences are as they were at first.'
})

byId('save', HTMLButtonElement).addEventListener('click', async () => {
  const { download } = await import('../shared/hand-over.ts')
  if (workshop.tagger === undefined) await workshop.train()
  if (workshop.tagger === undefined) return
  const bytes = workshop.tagger.save()
  download(bytes, 'topics.safetensors')
  said.textContent = `Saved topics.safetensors, ${size(bytes.length)}.`
})

takeOwn({
  train(examples) {
    const sentencesOf = (title: string) => examples.filter(row => row.label === title).map(row => row.text)
    start(columnsOf(labelsOf(examples).map(title => ({ title, sentences: sentencesOf(title) }))))
    workshop.changed()
    byId('teach-title', HTMLElement).scrollIntoView({ block: 'start' })
  },
  async measure(examples, name) {
    if (workshop.answerer === undefined) throw new Error('There is no tagger yet')
    const answers = await answersTo(examples, workshop.answerer)
    workshop.charts.measured(answers, `rows of ${name}`)
    return measuredIn(answers)
  },
  async open(bytes, name) {
    const model = await engine.open(bytes)
    start(columnsOf(model.labels.map(title => ({ title, sentences: [] }))), model)
    const trained = await workshop.train()
    said.textContent = trained ? `${name} is open. It answers, and learns what you write.` : ''
  }
})
