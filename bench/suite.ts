import type { Machine } from './machine.ts'
import type { Table } from './report/table.ts'
import type { Target } from './targets.ts'

/** The system that the targets bind. */
export const OURS = 'waymark'

/** How the numbers of a suite are to be read that does not say so itself. */
export const READING = 'Mean ± standard deviation over the draws.'

/** One measured number. The names of works, measures and systems are those of the suite that made it. */
export interface Row {
  readonly work: string
  readonly measure: string
  readonly system: string
  /** The mean over the draws, unless the measure says otherwise. */
  readonly value: number
  /** The sample standard deviation over the draws (n − 1 below the line); absent for one draw. */
  readonly spread?: number
  /** How many draws the value stands on. */
  readonly n?: number
}

/** What `--json` writes. */
export interface Report {
  readonly suite: string
  readonly machine: Machine
  readonly rows: readonly Row[]
}

/** A system that gave no numbers for a work, and why. */
export interface Skipped {
  readonly work: string
  readonly system: string
  readonly reason: string
}

/** How a measure is shown. */
export interface Measure {
  readonly name: string
  readonly show: (value: number) => string
  readonly about: string
}

/** What a suite is asked for. */
export interface Request {
  readonly works: readonly string[]
  /** Undefined: every system that can run here. */
  readonly systems: readonly string[] | undefined
  /** Absolute path of the folder with the data sets. */
  readonly data: string
  /** Seconds that one rival may spend on one work. */
  readonly budget: number
  /** Prints one line for the person who waits; never to standard output. */
  readonly log: (line: string) => void
}

/** What a suite answers. */
export interface Outcome {
  readonly rows: readonly Row[]
  readonly skipped: readonly Skipped[]
  /** Tables of works that do not set systems side by side. */
  readonly tables?: readonly Table[]
  /** Where else it was measured: versions of what is not installed with the bench. One sentence each. */
  readonly notes?: readonly string[]
  /** Drawings, written to the folder `plots` beside the Markdown file. */
  readonly plots?: readonly Plot[]
}

/** A drawing that a suite makes. */
export interface Plot {
  /** Of its file, without the ending. */
  readonly name: string
  readonly title: string
  readonly svg: string
}

/** A group of benchmarks under one name on the command line. */
export interface Suite {
  readonly name: string
  readonly about: string
  /** How its numbers are to be read. Default {@link READING}. */
  readonly reading?: string
  /** The names `--only` takes, with a title each. */
  readonly works: readonly { readonly name: string; readonly title: string }[]
  /** The names `--systems` takes. */
  readonly systems: readonly string[]
  readonly measures: readonly Measure[]
  readonly targets: readonly Target[]
  readonly run: (request: Request) => Promise<Outcome>
}

/** A failure whose message is all the person needs: printed without a stack. */
export class BenchError extends Error {}
