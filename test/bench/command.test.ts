import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { benchCommand } from '../../bench/command.ts'
import { BenchError } from '../../bench/suite.ts'
import { SUITES } from '../../bench/suites/index.ts'
import { listenTo } from '../cli/listen.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let data = ''

function inItsProcess(...args: string[]) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, WAYMARK_DATA: data }
  })
  return { status: run.status, out: run.stdout, err: run.stderr }
}

/** The same in this process, as `bench/main.ts` would. */
async function bench(...args: string[]) {
  const [stdout, stderr] = [listenTo(process.stdout), listenTo(process.stderr)]
  const outcome = (status: number, last = '') => ({ status, out: stdout.text(), err: stderr.text() + last })
  vi.stubEnv('WAYMARK_DATA', data)
  try {
    await benchCommand().parseAsync(args, { from: 'user' })
    return outcome(0)
  } catch (error) {
    expect(error).toBeInstanceOf(BenchError)
    return outcome(1, `error: ${(error as BenchError).message}\n`)
  } finally {
    vi.unstubAllEnvs()
    for (const one of [stdout, stderr]) one.stop()
  }
}

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  mkdirSync(join(data, 'spam'))
  const rows = Array.from({ length: 60 }, (_, i) =>
    i % 3 === 0 ? { text: `win a free prize ${i}`, label: 'spam' } : { text: `see you at lunch ${i}`, label: 'ham' }
  )
  writeFileSync(join(data, 'spam/sms_spam.jsonl'), rows.map(row => `${JSON.stringify(row)}\n`).join(''))
})
afterAll(() => rmSync(data, { recursive: true }))

describe('npm run bench', () => {
  it('prints only JSON with --json -, the table elsewhere', async () => {
    const page = join(data, 'page.md')
    const { status, out, err } = await bench(
      ...['quality', '--only', 'sms', '--systems', 'tfidf-ridge', '--json', '-', '--markdown', page]
    )
    expect(status, err).toBe(0)
    const report = JSON.parse(out)
    expect(Object.keys(report)).toEqual(['suite', 'machine', 'rows'])
    expect(report.suite).toBe('quality')
    const accuracy = report.rows.find((row: { measure: string }) => row.measure === 'accuracy')
    expect(accuracy).toEqual({ work: 'sms', measure: 'accuracy', system: 'tfidf-ridge', value: 1, spread: 0, n: 5 })
    expect(err).toContain('recall@fpr0.005')
    expect(readFileSync(page, 'utf8')).toMatch(/^# Benchmarks\n\n<!-- bench:quality -->\nMeasured with/)
  })

  it('says how to get what is missing', async () => {
    const { status, out, err } = await bench(
      'quality',
      '--only',
      'davidson,sms,agnews-5,agnews-50',
      '--systems',
      'tfidf-ridge'
    )
    expect(status).toBe(1)
    expect(out).toBe('')
    for (const path of ['topics/ag_news.jsonl', 'toxicity/davidson.jsonl']) {
      expect(err.split(join(data, path)).length - 1, path).toBe(1)
    }
    expect(err).toContain('licence  MIT')
    expect(err).not.toContain('sms_spam')
  })

  it('names a row that is not one', async () => {
    const file = join(data, 'toxicity/davidson.jsonl')
    mkdirSync(join(data, 'toxicity'))
    writeFileSync(file, '{"text":"a","label":"neither"}\n\n{"text":"b"}\n')
    const { status, err } = await bench('quality', '--only', 'davidson', '--systems', 'tfidf-ridge')
    rmSync(file)
    expect(status).toBe(1)
    expect(err).toContain(`${file}:3: expected a row`)
  })

  it('names what exists', async () => {
    const { status, err } = await bench('nothing')
    expect(inItsProcess('nothing')).toEqual({ status, out: '', err })
    expect(status).toBe(1)
    expect(err).toMatch(/^error: unknown suite "nothing": expected one of quality, retrieval, kernels, .*\n$/)
    const list = await bench()
    expect(list.status, list.err).toBe(0)
    for (const { name, about } of SUITES) expect(list.out).toMatch(new RegExp(`^${name} +${about}$`, 'm'))
    expect(list.out).toContain('npm run bench -- SUITE')
    const work = await bench('quality', '--only', 'sms,nothing')
    expect(work.status).toBe(1)
    expect(work.err).toContain('unknown work "nothing": expected one of agnews-5, agnews-5+vectors')
  })
})
