import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PATIENCE, startProgress, tracked } from '../../src/cli/progress.ts'

let written: string[]
const terminal = process.stderr.isTTY

beforeEach(() => {
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation(chunk => {
    written.push(String(chunk))
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  process.stderr.isTTY = terminal
})

function run(options: { json?: boolean; terminal: boolean; after: number }): string {
  process.stderr.isTTY = options.terminal
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  const progress = startProgress({ json: options.json })
  now.mockReturnValue(options.after)
  progress.update(0.25, 'choosing a ridge')
  progress.stop()
  return written.join('')
}

describe('progress', () => {
  test('a bar on a terminal once a second is over', () => {
    expect(run({ terminal: true, after: PATIENCE + 1 })).toContain('25% choosing a ridge')
  })

  test('Ctrl-C stays what it is while a bar is shown', () => {
    process.stderr.isTTY = true
    const now = vi.spyOn(performance, 'now').mockReturnValue(0)
    const before = process.listenerCount('SIGINT')
    const progress = startProgress({})
    now.mockReturnValue(PATIENCE + 1)
    progress.update(0.5, 'x')
    expect(written.join('')).toContain('50% x')
    expect(written.join('')).not.toContain('\u001b[?')
    expect(process.listenerCount('SIGINT')).toBe(before)
    progress.stop()
  })

  test.each([
    ['before that', { terminal: true, after: PATIENCE - 1 }],
    ['where standard error is no terminal', { terminal: false, after: PATIENCE + 1 }],
    ['with --json', { json: true, terminal: true, after: PATIENCE + 1 }]
  ])('nothing %s', (_, options) => {
    expect(run(options)).toBe('')
  })

  test('tracked gives every item and says how far it is', () => {
    const seen: number[] = []
    const items = Array.from({ length: 130 }, (_, i) => i)
    expect([...tracked(items, { update: done => seen.push(done), stop: () => {} }, 'x')]).toEqual(items)
    expect(seen).toEqual([0, 64 / 130, 128 / 130])
  })
})
