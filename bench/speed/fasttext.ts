import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LabelledRow } from '../data/read.ts'
import { sayAbsent } from './absent.ts'
import type { Field } from './field.ts'

/** The name of the system. */
export const FASTTEXT = 'fasttext'

const PROGRAM = process.env.WAYMARK_FASTTEXT || '/usr/bin/fasttext'

/** The program of fastText; undefined where it was not asked for, or is not there, which is said once. */
export function fastTextFor(field: Pick<Field, 'wants' | 'log'>): string | undefined {
  if (!field.wants(FASTTEXT)) return undefined
  if (existsSync(PROGRAM)) return PROGRAM
  sayAbsent([FASTTEXT], `no program at ${PROGRAM}; WAYMARK_FASTTEXT names another`, field)
  return undefined
}

/** What a run of a program took. */
export interface Run {
  readonly ms: number
  readonly output: string
  /** The most bytes it held in memory, or undefined where the system does not tell. */
  readonly peak: number | undefined
}

/** How often a process is asked for its peak, which it keeps itself: what it takes after the last time is missed. */
const LOOK_MS = 20

/** Runs a program to its end. Rejects with what it said where it fails. */
export async function runProgram(program: string, args: readonly string[], input = ''): Promise<Run> {
  const start = performance.now()
  const child = spawn(program, args)
  let output = ''
  let complaint = ''
  let peak: number | undefined
  const look = setInterval(() => {
    peak = peakOf(child.pid) ?? peak
  }, LOOK_MS)
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    complaint = (complaint + text).slice(-400)
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).finally(() => clearInterval(look))
  if (code !== 0) throw new Error(`${program} ended with code ${code}: ${complaint.trim().split('\n').at(-1) ?? ''}`)
  return { ms: performance.now() - start, output, peak }
}

/** VmHWM of Linux. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const said = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return said === null ? undefined : Number(said[1]) * 1024
  } catch {
    return undefined
  }
}

/** fastText on one set, in files that are gone after {@link FastText.clear}. */
export class FastText {
  #program: string
  #folder = mkdtempSync(join(tmpdir(), 'waymark-fasttext-'))
  #labels: string[] = []

  constructor(program: string) {
    this.#program = program
  }

  /** Writes the rows to train on. */
  prepare(rows: readonly LabelledRow[]): void {
    this.#labels = [...new Set(rows.map(({ label }) => label))]
    const lines = rows.map(({ text, label }) => `__label__${this.#labels.indexOf(label)} ${plain(text)}\n`)
    writeFileSync(this.#at('train.txt'), lines.join(''))
  }

  /** The whole process, with its defaults, on one thread. */
  train(): Promise<Run> {
    const files = ['-input', this.#at('train.txt'), '-output', this.#at('model')]
    return runProgram(this.#program, ['supervised', ...files, '-thread', '1', '-verbose', '0'])
  }

  bytes(): number {
    return statSync(this.#at('model.bin')).size
  }

  /** The label of each text, and the time of the whole process, which reads the model first. */
  async predict(texts: readonly string[]): Promise<{ ms: number; labels: (string | undefined)[] }> {
    const input = texts.map(text => `${plain(text)}\n`).join('')
    const { ms, output } = await runProgram(this.#program, ['predict-prob', this.#at('model.bin'), '-'], input)
    const labels = output
      .trimEnd()
      .split('\n')
      .map(line => this.#labels[Number(/__label__(\d+)/.exec(line)?.[1] ?? -1)])
    if (labels.length !== texts.length)
      throw new Error(`fasttext: expected ${texts.length} answers, got ${labels.length}`)
    return { ms, labels }
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #at(name: string): string {
    return join(this.#folder, name)
  }
}

/** Words in lower case without signs, as its tutorial has it. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
