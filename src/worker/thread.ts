/**
 * The program of the worker. In a file of your own, it serves those who start that, and can have more stemmers:
 *
 * ```ts
 * import { provideStemmers } from 'waymark/worker-thread'
 * import { frenchStemmer } from 'waymark/text/stem/french'
 * provideStemmers(frenchStemmer)
 * ```
 *
 * @module
 */
import { type Endpoint, expose } from 'comlink'
import { porter, type Stemmer } from '../text/index.ts'
import { createDesk } from './desk.ts'
import { keepErrorClasses } from './errors.ts'
import type { Notice } from './messages.ts'
import { nodeEndpoint, nodeThreads } from './node-port.ts'

const stemmers = new Map<string, Stemmer>([[porter.name, porter]])

/** Stemmers that pages may name in options, beside `porter`: code cannot be sent, but these are here already. */
export function provideStemmers(...more: readonly Stemmer[]): void {
  for (const stemmer of more) stemmers.set(stemmer.name, stemmer)
}

/** What leads to the page; undefined where this is no worker. */
function pageOf(): Endpoint | undefined {
  const port = nodeThreads()?.parentPort
  if (port) return nodeEndpoint(port)
  const scope = globalThis as { readonly WorkerGlobalScope?: new () => object }
  const { WorkerGlobalScope } = scope
  return WorkerGlobalScope !== undefined && scope instanceof WorkerGlobalScope
    ? (scope as unknown as Endpoint)
    : undefined
}

const page = pageOf()
if (page !== undefined) {
  const say = (notice: Notice) => page.postMessage(notice)
  keepErrorClasses()
  expose(createDesk(say, stemmers), page)
  say({ waymark: 'ready' })
}
