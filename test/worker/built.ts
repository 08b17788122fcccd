import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Kit from '../../src/index.ts'
import type * as Worker from '../../src/worker/node.ts'
import { root } from '../house/package.ts'

/** A worker needs a program that is a file, so these tests run the built package: one of its entries. */
async function built<T>(file: string): Promise<T> {
  const path = join(root, 'dist', file)
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build:fast\` first (\`npm test\` does)`)
  return import(pathToFileURL(path).href)
}

export const { startWorker, WorkerClosedError } = await built<typeof Worker>('worker-node.js')

/** The same kit on the thread of the test, with the classes that errors of the worker should have. */
export const kit = await built<typeof Kit>('index.js')

/** What a promise rejects with. */
export async function problemOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('expected the promise to reject with an error')
}

/** What a function throws. */
export function thrownBy(action: () => unknown): Error {
  try {
    action()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('expected an error to be thrown')
}
