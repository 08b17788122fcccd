import address, { facts, reasons } from 'virtual:first-model'
import type { Classifier } from 'waymark/classify'
import { loadPredictor } from 'waymark/predict'
import { byId } from '../shared/element.ts'
import { showError } from '../shared/state.ts'
import { type Answerer, askBox } from './ask.ts'
import { startCharts } from './charts.ts'
import { showColumns } from './columns.ts'
import { type Column, examplesOf, firstColumns, labelsOf } from './data.ts'
import type { Engine } from './engine.ts'
import { showFacts } from './facts.ts'
import { DRAFT } from './sentences.ts'

/** The sentences, the tagger that has learnt them, and all that shows it. */
export interface Workshop {
  readonly charts: ReturnType<typeof startCharts>
  /** What answers: at first a predictor, then a tagger trained here. */
  readonly answerer: Answerer | undefined
  readonly tagger: Classifier | undefined
  /** Puts other columns into the page; with a model it learns them on top of what it knows. */
  start(columns: Column[], model?: Classifier): void
  /** Trains in the next frame, however many keys were pressed before it. */
  changed(): void
  /** Trains at once, and says whether that worked; one that is overtaken by another ends as the other does. */
  train(): Promise<boolean>
  /** Answers with the model that was made with the site. */
  answerFirst(): Promise<void>
  /** Fetches what trains and trains, unless that has happened. */
  wake(): void
}

/** Sets it up with the page's own sentences. */
export function openWorkshop(engine: Engine): Workshop {
  const trouble = byId('trouble', HTMLElement)
  const charts = startCharts()
  let columns: Column[] = firstColumns()
  let base: Classifier | undefined
  let tagger: Classifier | undefined
  let answerer: Answerer | undefined
  let order: readonly string[] = labelsOf(examplesOf(columns))
  let training = 0
  let latest = Promise.resolve(false)
  let framed = 0
  const ask = askBox(DRAFT, () => answer())

  function answer(): void {
    if (answerer === undefined) return
    ask.show(answerer, order)
    if (ask.answer !== undefined) charts.moved(ask.answer)
  }

  function train(): Promise<boolean> {
    latest = trainOnce(++training)
    return latest
  }

  async function trainOnce(turn: number): Promise<boolean> {
    const examples = examplesOf(columns)
    const labels = base === undefined ? labelsOf(examples) : base.labels
    if (labels.length < 2) {
      trouble.textContent = 'Two topics with a sentence each are the least. Until then the last tagger answers.'
      return false
    }
    try {
      const trained = await engine.train(examples, base)
      if (turn !== training) return latest
      trouble.replaceChildren()
      tagger = trained.tagger
      answerer = tagger
      order = labels
      const { info } = tagger
      const stage = base === undefined ? '' : 'An opened model, which learns what you write on top of what it knows.'
      showFacts({ ms: trained.ms, examples: info.examples + info.learned, leftOut: info.leaveOneOut.accuracy, stage })
      answer()
      charts.changed(base === undefined ? examples : [], engine.vectors)
      return true
    } catch (error) {
      if (turn !== training) return latest
      showError(trouble, error, () => void train())
      return false
    }
  }

  function changed(): void {
    cancelAnimationFrame(framed)
    framed = requestAnimationFrame(() => void train())
  }

  async function answerFirst(): Promise<void> {
    try {
      const response = await fetch(address)
      if (!response.ok) throw new Error(`The first model could not be read: ${response.status}`)
      const predictor = loadPredictor(await response.arrayBuffer())
      if (answerer !== undefined) return
      const first: Answerer = { labels: predictor.labels, classify: text => predictor.classify(text) }
      const stage = 'The code that trains comes when you touch a sentence.'
      showFacts({ examples: examplesOf(columns).length, leftOut: facts.leftOut, stage })
      charts.changed(examplesOf(columns), false)
      // A predictor cannot say why; for the draft that the page starts with it is known.
      answerer = { ...first, explain: text => (text === DRAFT ? reasons : []) }
      answer()
      answerer = first
    } catch (error) {
      showError(trouble, error, () => void answerFirst())
    }
  }

  return {
    charts,
    get answerer() {
      return answerer
    },
    get tagger() {
      return tagger
    },
    start(from, model) {
      columns = from
      base = model
      showColumns(byId('columns', HTMLElement), columns, model !== undefined, changed)
    },
    changed,
    train,
    answerFirst,
    wake() {
      const examples = examplesOf(columns)
      // Code that has never run is slow: the first training is not the one that is shown.
      const warm = () => (tagger === undefined ? engine.train(examples).then(changed) : undefined)
      engine
        .ready()
        .then(warm)
        .catch(error => showError(trouble, error, changed))
    }
  }
}
