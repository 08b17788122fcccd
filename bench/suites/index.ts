import type { Suite } from '../suite.ts'
import { quality } from './quality.ts'

/** Every suite; a new one is a line here. */
export const SUITES: readonly Suite[] = [quality]
