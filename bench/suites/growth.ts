import { COLUMNS } from '../growth/growing.ts'
import { exponentOf } from '../growth/outcome.ts'
import { GROWTH_WORKS } from '../growth/works.ts'
import { ratio } from '../report/show.ts'
import { runWorks } from '../speed/field.ts'
import { OURS, type Suite } from '../suite.ts'

/** How time and memory grow. */
export const growth: Suite = {
  name: 'growth',
  about: 'time and memory against rows, landmarks, dimensions and documents, with fitted exponents and plots',
  reading:
    'Every size is made in a process of its own, sizes in random order: the median of up to three times after a warm-up, and the memory at its peak beyond what was held before. Exponents of power laws by least squares in the logarithms, ± their standard error; memory below 20 MB is left out of them, which the engine has to spare.',
  works: GROWTH_WORKS,
  systems: [OURS],
  measures: COLUMNS.filter(({ grows }) => grows !== undefined).map(({ name, title }) => ({
    name: exponentOf(name),
    show: ratio,
    about: `the power of the size with which the column \`${title}\` grows`
  })),
  targets: [],
  run: request => runWorks(GROWTH_WORKS, request, [])
}
