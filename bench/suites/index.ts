import type { Suite } from '../suite.ts'
import { browser } from './browser.ts'
import { bundle } from './bundle.ts'
import { embed } from './embed.ts'
import { featurize } from './featurize.ts'
import { growth } from './growth.ts'
import { kernels } from './kernels.ts'
import { predict } from './predict.ts'
import { quality } from './quality.ts'
import { retrieval } from './retrieval.ts'
import { search } from './search.ts'
import { train } from './train.ts'

/** Every suite; a new one is a line here. */
export const SUITES: readonly Suite[] = [
  quality,
  retrieval,
  kernels,
  featurize,
  train,
  predict,
  embed,
  search,
  growth,
  bundle,
  browser
]
