import { size as bytes, digits, share } from '../report/show.ts'
import type { Ask } from './child.ts'

/** What grows, in which sizes, and the tasks that are measured along it. */
export interface Growing {
  readonly name: string
  readonly title: string
  /** What its size counts. */
  readonly unit: string
  readonly sizes: readonly number[]
  readonly tasks: readonly { readonly task: Ask['task']; readonly prefix: string }[]
}

const only = (task: Ask['task']) => [{ task, prefix: '' }]

/** The works of the suite. */
export const GROWING: readonly Growing[] = [
  {
    name: 'rows',
    title: 'training a classifier with defaults on the first rows of AG News',
    unit: 'rows',
    sizes: [1000, 2000, 4000, 8000, 16_000, 32_000, 51_120],
    tasks: only('rows')
  },
  {
    name: 'landmarks',
    title: 'training a kernel ELM on 5,000 rows of 20 numbers, with the squared and with the logistic head',
    unit: 'landmarks',
    sizes: [64, 128, 256, 512, 1024, 2048],
    tasks: [...only('landmarks'), { task: 'landmarks-logistic', prefix: 'logistic_' }]
  },
  {
    name: 'hash-dims',
    title: 'training a classifier on 5,000 rows of AG News',
    unit: 'columns of each block',
    sizes: [2 ** 12, 2 ** 14, 2 ** 16, 2 ** 18, 2 ** 20],
    tasks: only('hash-dims')
  },
  {
    name: 'embedding-dims',
    title: 'training an embedder on 5,000 texts of AG News',
    unit: 'numbers of a vector',
    sizes: [16, 32, 64, 128, 256, 512],
    tasks: only('embedding-dims')
  },
  {
    name: 'documents',
    title: 'indexing documents of three sentences drawn from AG News, and asking the index',
    unit: 'documents',
    sizes: [1000, 3000, 10_000, 30_000, 100_000],
    tasks: only('documents')
  }
]

/** What is measured at every size. */
export interface Column {
  readonly name: string
  readonly title: string
  readonly show: (value: number) => string
  /** What it is called beside its exponent, for what is said to grow. */
  readonly grows?: string
  /** Smaller values tell nothing of how it grows. Default: all above 0 do. */
  readonly least?: number
}

/** Bytes that the engine has to spare when it starts to count: what takes less may seem to take none. */
const SPARE = 2e7

export const COLUMNS: readonly Column[] = [
  { name: 'ms', title: 'ms', show: digits, grows: 'time' },
  { name: 'memory', title: 'memory', show: bytes, grows: 'memory', least: SPARE },
  { name: 'logistic_ms', title: 'ms, logistic', show: digits, grows: 'time, logistic' },
  { name: 'logistic_memory', title: 'memory, logistic', show: bytes, grows: 'memory, logistic', least: SPARE },
  { name: 'query_us', title: 'µs of a query', show: digits, grows: 'query' },
  { name: 'bytes', title: 'file', show: bytes, grows: 'file' },
  { name: 'accuracy', title: 'accuracy', show: share },
  { name: 'share', title: 'share held', show: share }
]
