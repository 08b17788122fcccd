import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { root } from '../house/package.ts'

/** Counts what stays in memory, garbage collected, once the models have loaded and answered. */
const SCRIPT = `
import { loadFilter, loadVectors } from 'waymark'
const held = () => {
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
const before = held()
const models = [await loadVectors('en'), await loadFilter('spam'), await loadFilter('toxicity')]
models[0].embed('a first text')
models[1].classify('a first text')
models[2].classify('a first text')
console.log(held() - before, models.length)
`

test('vectors and two filters together take no more than 8 MB', () => {
  const args = ['--expose-gc', '--input-type=module', '--eval', SCRIPT]
  const [bytes, count] = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).split(' ').map(Number)
  expect(count).toBe(3)
  expect(bytes).toBeGreaterThan(1_000_000)
  expect(bytes).toBeLessThan(8_000_000)
})
