import type { Suite } from '../suite.ts'
import { quality } from './quality.ts'
import { retrieval } from './retrieval.ts'

/** Every suite; a new one is a line here. */
export const SUITES: readonly Suite[] = [quality, retrieval]
