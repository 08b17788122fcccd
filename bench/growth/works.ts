import { createRandom } from '../../src/math/index.ts'
import { size as bytes, digits } from '../report/show.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { askOnce } from '../speed/fork.ts'
import { OURS, type Outcome } from '../suite.ts'
import type { Ask, Measured } from './child.ts'
import { GROWING, type Growing } from './growing.ts'
import { growthOutcome } from './outcome.ts'

/** The works of the suite. */
export const GROWTH_WORKS: readonly SpeedWork[] = GROWING.map(growing => ({
  name: growing.name,
  title: growing.title,
  run: field => grow(growing, field)
}))

/** Room for a hundred thousand documents, and a way to clear away what reading the data left. */
const FLAGS = ['--max-old-space-size=12288', '--expose-gc']

/** Makes every size in a process of its own. */
export async function grow(growing: Growing, { wants, data, log }: Field): Promise<Outcome> {
  if (!wants(OURS)) return { rows: [], skipped: [] }
  const { name, sizes, tasks } = growing
  const points = new Map(sizes.map(size => [size, new Map<string, number>()]))
  for (const i of createRandom(0).permutation(sizes.length)) {
    for (const { task, prefix } of tasks) {
      const ask: Ask = { task, size: sizes[i], data }
      const { ms, memory, more } = await askOnce<Measured>(new URL('./child.ts', import.meta.url), ask, FLAGS)
      log(`${name} ${sizes[i].toLocaleString('en')}: ${digits(ms)} ms, ${bytes(memory)}`)
      for (const [what, value] of Object.entries({ ms, memory, ...more })) {
        points.get(sizes[i])?.set(`${prefix}${what}`, value)
      }
    }
  }
  return growthOutcome(growing, points, log)
}
