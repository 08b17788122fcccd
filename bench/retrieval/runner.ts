import { OURS } from '../suite.ts'
import type { Engine, Found, System } from './system.ts'
import type { Task } from './works.ts'

/** What one system did on one work. */
export interface Answers {
  readonly system: string
  /** The first hundred of every query. */
  readonly found: readonly Found[]
  /** The same of its lexical search alone, where it has such a switch and nothing was learnt. */
  readonly lexical: readonly Found[] | undefined
  /** Microseconds of some queries, each asked alone for its first ten. */
  readonly micros: readonly number[]
  /** Milliseconds of each time it was built. */
  readonly buildMs: readonly number[]
  /** Milliseconds of all lessons and the first query after them. */
  readonly lessonsMs: number | undefined
  readonly bytes: number
}

/** How deep a ranking is judged, and how much of it a person asks for. */
const DEPTH = 100
const PAGE = 10
/** Documents that are indexed untimed, so that the first time is not that of compiling. */
const WARM_UP = 200

/** One system on one task, and the time it may spend there. */
export class Runner {
  readonly name: string
  /** Why it gives no numbers. */
  reason: string | undefined
  #system: System
  #task: Task
  #left: number
  #engine: Engine | undefined
  #found: Found[] = []
  #lexical: Found[] | undefined
  #micros: number[] = []
  #buildMs: number[] = []
  #lessonsMs: number | undefined

  /** @param budget milliseconds; ours has no bound */
  constructor(system: System, task: Task, budget: number) {
    this.name = system.name
    this.#system = system
    this.#task = task
    this.#left = system.name === OURS ? Number.POSITIVE_INFINITY : budget
  }

  /** Takes one step. What goes wrong in a rival becomes its reason, and it takes no more steps; in ours it is thrown. */
  async step(what: (runner: Runner) => Promise<void>): Promise<void> {
    if (this.reason !== undefined) return
    try {
      await what(this)
    } catch (error) {
      if (this.name === OURS) throw error
      this.reason = error instanceof Error ? error.message : String(error)
    }
  }

  /** Indexes the documents, once more if it was built before. */
  async build(): Promise<void> {
    const { documents } = this.#task
    const build = await this.#system.load()
    if (this.#engine === undefined) await build(documents.slice(0, WARM_UP))
    const start = performance.now()
    this.#engine = await build(documents)
    this.#buildMs.push(this.#charge(start))
  }

  /** Takes the lessons, then answers every query. */
  async answer(): Promise<void> {
    const { lessons, queries } = this.#task
    const engine = this.#built()
    if (lessons.length > 0) {
      const start = performance.now()
      for (const { query, document } of lessons) engine.feedback?.(query, document)
      await engine.search(queries[0].text, PAGE)
      this.#lessonsMs = this.#charge(start)
    }
    for (const { text } of queries) {
      const start = performance.now()
      this.#found.push(await engine.search(text, DEPTH))
      this.#charge(start)
    }
    if (engine.lexical === undefined || lessons.length > 0) return
    this.#lexical = []
    for (const { text } of queries) this.#lexical.push(await engine.lexical(text, DEPTH))
  }

  /** Answers some queries for the time it takes. */
  async time(texts: readonly string[]): Promise<void> {
    const engine = this.#built()
    for (const text of texts) {
      const start = performance.now()
      const found = engine.search(text, PAGE)
      // Waiting for what is there already would cost more than some searches.
      if (found instanceof Promise) await found
      this.#micros.push(this.#charge(start) * 1000)
    }
  }

  /** What it did. */
  async answers(): Promise<Answers> {
    return {
      system: this.name,
      found: this.#found,
      lexical: this.#lexical,
      micros: this.#micros,
      buildMs: this.#buildMs,
      lessonsMs: this.#lessonsMs,
      bytes: await this.#built().bytes()
    }
  }

  /** The milliseconds since `start`. Throws Error where they were more than it had left. */
  #charge(start: number): number {
    const ms = performance.now() - start
    this.#left -= ms
    if (this.#left < 0) throw new Error('stopped: its time was spent')
    return ms
  }

  #built(): Engine {
    if (this.#engine === undefined) throw new Error(`${this.name}: expected to be built`)
    return this.#engine
  }
}
