import { byId } from '../shared/element.ts'
import { download, fileName, shareFile } from '../shared/hand-over.ts'
import { keepBeside } from '../shared/kept.ts'
import { showEmpty } from '../shared/state.ts'
import { size } from '../shared/units.ts'
import { card, type Deeds, showModel } from './card.ts'
import { type Outcome, runChain } from './chain.ts'
import { warm } from './engine.ts'
import { KEPT, type Stage, start } from './stage.ts'
import { showOutcome, summary } from './verdict.ts'

/** The chain on the page: its stages in order, a card for each, and the text that goes through them. */
export class ChainView {
  readonly stages: Stage[] = []
  onKept: () => void = () => {}
  readonly #cards = new Map<Stage, HTMLLIElement>()
  #run = 0
  /** Models start one after another, so that the time of each is its own. */
  #queue: Promise<unknown> = warm().catch(() => {})

  /** Adds a stage at the end and starts its model. */
  async add(stage: Stage): Promise<void> {
    this.stages.push(stage)
    this.#cards.set(stage, card(stage, this.#deeds))
    this.#arrange()
    await this.#start(stage)
  }

  /** Sends the text through the chain as it is. */
  run(): void {
    const mine = ++this.#run
    const text = byId('text', HTMLTextAreaElement).value
    const outcomes = new Map<Stage, Outcome>()
    const told = (stage: Stage, outcome: Outcome) => {
      const where = this.#cards.get(stage)
      if (mine === this.#run && where) showOutcome(where, stage, outcome, () => this.#deeds.again(stage))
      outcomes.set(stage, outcome)
      return mine === this.#run
    }
    void runChain(this.stages, text, told).then(() => {
      if (mine === this.#run) byId('summary', HTMLElement).textContent = summary(outcomes)
    })
  }

  async #start(stage: Stage): Promise<void> {
    stage.error = undefined
    this.run()
    const mine = this.#queue.then(() => start(stage))
    this.#queue = mine
    await mine
    const where = this.#cards.get(stage)
    // Removed while it was loading.
    if (where === undefined) stage.model?.close()
    else {
      showModel(where, stage, this.#deeds)
      this.run()
    }
  }

  readonly #deeds: Deeds = {
    toggle: stage => {
      stage.on = !stage.on
      this.run()
    },
    gate: (stage, label) => {
      stage.gate = label
      this.run()
    },
    again: stage => void this.#start(stage),
    move: (stage, by) => {
      const at = this.stages.indexOf(stage)
      const to = at + by
      if (to < 0 || to >= this.stages.length) return
      this.stages.splice(at, 1)
      this.stages.splice(to, 0, stage)
      this.#arrange()
      // A button at the end of its way gives the focus to its neighbour.
      const [wanted, other] = by < 0 ? ['.move-up', '.move-down'] : ['.move-down', '.move-up']
      const buttons = [wanted, other].map(name => this.#cards.get(stage)?.querySelector<HTMLButtonElement>(name))
      buttons.find(button => button && !button.disabled)?.focus()
      say(`${stage.name} is number ${to + 1} of ${this.stages.length}.`)
      this.run()
    },
    remove: stage => {
      const at = this.stages.indexOf(stage)
      this.stages.splice(at, 1)
      this.#cards.get(stage)?.remove()
      this.#cards.delete(stage)
      stage.model?.close()
      this.#arrange()
      say(`${stage.name} is removed from the chain.`)
      const next = this.stages[Math.min(at, this.stages.length - 1)]
      if (next) this.#cards.get(next)?.querySelector('input')?.focus()
      else byId('pick', HTMLInputElement).focus()
      this.run()
    },
    act: (stage, deed) => void this.#act(stage, deed)
  }

  async #act(stage: Stage, deed: 'export' | 'share' | 'keep'): Promise<void> {
    if (stage.model === undefined) return say(`${stage.name} is not there yet.`)
    try {
      const bytes = await stage.model.save()
      const file = fileName(stage.name, '.safetensors')
      if (deed === 'export') {
        download(bytes, file)
        say(`Exported ${file}, ${size(bytes.length)}.`)
      } else if (deed === 'share') say(`${file}: ${await shareFile(bytes, file)}.`)
      else {
        const name = await keepBeside(`${KEPT}${stage.name}`, bytes)
        this.onKept()
        say(`${name.slice(KEPT.length)} is kept in this browser, ${size(bytes.length)}.`)
      }
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
    }
  }

  /** Puts the cards in the order of the stages. */
  #arrange(): void {
    const list = byId('chain', HTMLElement)
    list.hidden = this.stages.length === 0
    for (const [at, stage] of this.stages.entries()) {
      const where = this.#cards.get(stage)
      if (where === undefined) continue
      if (list.children[at] !== where) list.insertBefore(where, list.children[at] ?? null)
      const place = where.querySelector('.place')
      if (place) place.textContent = String(at + 1)
      for (const [name, end] of [
        ['.move-up', 0],
        ['.move-down', this.stages.length - 1]
      ] as const) {
        const button = where.querySelector<HTMLButtonElement>(name)
        if (button) button.disabled = at === end
      }
    }
    const none = byId('no-chain', HTMLElement)
    if (this.stages.length === 0) showEmpty(none, 'No model in the chain. Add one below, or drop a file.')
    else none.replaceChildren()
  }
}

/** Says what was done, to eyes and to screen readers. */
export function say(what: string): void {
  byId('said', HTMLElement).textContent = what
}
