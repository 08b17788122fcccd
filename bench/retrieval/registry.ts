import { BenchError, OURS, type Request } from '../suite.ts'
import { flexsearch } from './rivals/flexsearch.ts'
import { lunr, lunrTrimmed } from './rivals/lunr.ts'
import { fuzzy, stock, tuned } from './rivals/minisearch.ts'
import { orama } from './rivals/orama.ts'
import { isInstalled } from './rivals/packages.ts'
import type { System } from './system.ts'

/** The MiniSearch inside ours, by itself. */
export const STAGE = `${OURS}-stage`

/** Every system of the suite `retrieval`, ours first. */
export const SYSTEMS: readonly System[] = [
  { name: OURS, learns: true, load: async () => (await import('./waymark.ts')).waymark },
  { name: STAGE, load: async () => (await import('./waymark.ts')).stage },
  { name: 'minisearch', package: 'minisearch', load: stock },
  { name: 'minisearch-fuzzy', package: 'minisearch', load: fuzzy },
  { name: 'minisearch-tuned', package: 'minisearch', load: tuned },
  { name: 'orama', package: '@orama/orama', load: orama },
  { name: 'flexsearch', package: 'flexsearch', load: flexsearch },
  { name: 'lunr', package: 'lunr', load: lunr },
  { name: 'lunr-trimmed', package: 'lunr', load: lunrTrimmed }
]

/** The systems asked for, or all; those not installed are left out with a word on how to install them. */
export function systemsToRun({ systems, log }: Pick<Request, 'systems' | 'log'>): System[] {
  const wanted = SYSTEMS.filter(({ name }) => systems?.includes(name) ?? true)
  const isThere = (system: System) => system.package === undefined || isInstalled(system.package)
  const absent = wanted.filter(system => !isThere(system)).map(({ name }) => name)
  if (absent.length > 0) log(`left out ${absent.join(', ')}: install them with npm ci --prefix bench/rivals`)
  const there = wanted.filter(isThere)
  if (there.length === 0) throw new BenchError('systems: expected at least one that is installed, got none')
  return there
}
