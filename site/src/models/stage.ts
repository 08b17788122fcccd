import type { Model } from './engine.ts'

/** What the name of a model that is kept in the browser begins with. */
export const KEPT = 'model:'

/** Where a model came from. */
export type Origin = 'comes with the kit' | 'trained here' | 'from a file' | 'kept in this browser'

/** A model in the chain. */
export interface Stage {
  readonly id: string
  /** What it is called, on the page and as a file. */
  readonly name: string
  readonly origin: Origin
  /** How it is made again after a failure. */
  readonly load: () => Promise<Model>
  /** Undefined while it loads. */
  model?: Model | undefined
  /** Of its file. */
  bytes: number
  /** What was wrong with it. */
  error?: unknown
  on: boolean
  /** The label that lets a text go on to the next stage; '' for any. */
  gate: string
}

let made = 0

/** A stage of a model that has yet to be loaded. */
export function stage(name: string, origin: Origin, load: () => Promise<Model>, gate = ''): Stage {
  return { id: `stage-${++made}`, name, origin, load, bytes: 0, on: true, gate }
}

/** Loads or trains the model of a stage. Never throws: what was wrong is kept in the stage. */
export async function start(one: Stage): Promise<void> {
  one.error = undefined
  try {
    const model = await one.load()
    one.bytes = (await model.save()).length
    one.model = model
    // A gate of labels that it has not would let nothing through.
    if (one.gate !== '' && !model.labels.includes(one.gate)) one.gate = ''
  } catch (error) {
    one.error = error
  }
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** A label as people read it: languages by their names, where all labels are codes of languages. */
export function readable(label: string, labels: readonly string[]): string {
  const codes = labels.length > 5 && labels.every(one => /^[a-z]{3}$/.test(one))
  return codes ? (languages.of(label) ?? label) : label
}
