import { type Bytes, expectSignal, fromPage, isBytes, isIterable, isOptions, isStemmer } from './arguments.ts'
import { onlyExample } from './chunks.ts'
import { refused, refuseFunctions } from './functions.ts'
import type { Line } from './line.ts'
import type { Part, Place } from './messages.ts'
import { type RemoteModel, remoteModelOf } from './remote-model.ts'
import { stopFlag } from './stop-flag.ts'

/** Told of progress. */
export type Listener = (...args: unknown[]) => void

/** Arguments as they can be sent, and what of them stays here. */
export interface Packed {
  readonly args: readonly unknown[]
  readonly parts: Part[]
  /** Memory that goes over instead of being copied. */
  readonly transfers: ArrayBuffer[]
  readonly onProgress: Listener | undefined
  readonly signal: AbortSignal | undefined
  /** What tells the worker to stop, in shared memory where the page may have some. */
  readonly flag: Int32Array | undefined
}

/** Methods whose arguments are documents, which are copied as they are. */
const DOCUMENTS = /^(add|addAll|replace)$/

/** Which argument is a list of examples. */
const EXAMPLES: Readonly<Record<string, number>> = { trainClassifier: 0, learn: 0, evaluate: 1 }

/** Options that are addresses: meant from the page, while the worker's own file may be elsewhere. */
const ADDRESSES = /^(url|hub)$/

/**
 * Takes arguments apart: remote models become numbers, `onProgress` and `signal` stay here, iterables become lists. Bytes are copied, or
 * with the option `transfer: true` of a loader go over.
 *
 * @throws TypeError naming an option that is a function, a model of another worker, or one that was released
 */
export function pack(line: Line, name: string, given: readonly unknown[]): Packed {
  const loads = name.startsWith('load')
  const transfer = loads && given.some(value => isOptions(value) && value.transfer === true)
  const packer = new Packer(line, loads, transfer)
  const args = given.map((value, at) => {
    if (DOCUMENTS.test(name)) return value
    return EXAMPLES[name] === at ? examplesOf(value) : packer.argument(value, at)
  })
  const { parts, transfers, onProgress, signal, flag } = packer
  return { args, parts, transfers: [...transfers], onProgress, signal, flag }
}

/** A list of examples fit to be sent; what is no list as it is, for the worker to refuse. */
function examplesOf(value: unknown): unknown {
  return isIterable(value) ? Array.from(value, onlyExample) : value
}

class Packer {
  readonly parts: Part[] = []
  readonly transfers = new Set<ArrayBuffer>()
  onProgress: Listener | undefined
  signal: AbortSignal | undefined
  flag: Int32Array | undefined

  constructor(
    private readonly line: Line,
    private readonly loads: boolean,
    private readonly transfer: boolean
  ) {}

  argument(value: unknown, at: number): unknown {
    const where = `argument ${at + 1}`
    if (typeof value === 'function') throw refused(where)
    const model = remoteModelOf(value)
    if (model !== undefined) return this.model(model, [at], where)
    if (isBytes(value)) return this.bytes(value, 'bytes')
    if (isOptions(value)) return this.options(value, at)
    return isIterable(value) ? Array.from(value) : value
  }

  private options(given: Readonly<Record<string, unknown>>, at: number): Record<string, unknown> {
    // Without a prototype, so that an option named __proto__ is one of its own, for the worker to refuse.
    const sent: Record<string, unknown> = Object.create(null)
    for (const [key, value] of Object.entries(given)) {
      if (value === undefined || (this.loads && key === 'transfer')) continue
      const packed = this.option(key, value, [at, key])
      if (packed !== undefined) sent[key] = packed
    }
    return sent
  }

  private option(key: string, value: unknown, place: Place): unknown {
    const where = `options.${key}`
    const model = remoteModelOf(value)
    if (model !== undefined) return this.model(model, place, where)
    if (key === 'onProgress' && typeof value === 'function') {
      this.onProgress = value as Listener
      this.parts.push({ kind: 'progress', place })
      return undefined
    }
    if (key === 'signal') {
      this.signal = expectSignal(value)
      this.flag = stopFlag()
      this.parts.push({ kind: 'signal', place, flag: this.flag })
      return undefined
    }
    if (ADDRESSES.test(key)) return fromPage(value)
    if (isBytes(value)) return this.bytes(value, where)
    if (isStemmer(value)) return this.stemmer(value.name, place)
    if (Array.isArray(value)) {
      return value.map((one, i) => (isStemmer(one) ? this.stemmer(one.name, [...place, i]) : one))
    }
    if (key === 'unlabelled' && isIterable(value)) return Array.from(value)
    refuseFunctions(value, where)
    return value
  }

  private model({ line, id, state }: RemoteModel, place: Place, where: string): undefined {
    if (line !== this.line) throw new TypeError(`${where}: expected a model of this worker, got one of another`)
    if (state.released) throw new TypeError(`${where}: expected a model in use, got one that was released`)
    this.parts.push({ kind: 'model', place, id })
    return undefined
  }

  private stemmer(name: string, place: Place): undefined {
    this.parts.push({ kind: 'stemmer', place, name })
    return undefined
  }

  /** A copy of just these bytes otherwise: a view is cloned with all that it is a view of. */
  private bytes(given: Bytes, where: string): Bytes {
    expectKept(given, where)
    const sent = this.transfer ? given : given instanceof ArrayBuffer ? given.slice(0) : new Uint8Array(given)
    this.transfers.add(sent instanceof ArrayBuffer ? sent : sent.buffer)
    return sent
  }
}

/** Throws TypeError where the memory of bytes was given away: sent once more, it makes a message that never arrives. */
function expectKept(bytes: Bytes, where: string): void {
  try {
    // What fails where the memory is gone; `detached` is younger than the platforms that the kit runs on.
    new Uint8Array(bytes instanceof ArrayBuffer ? bytes : bytes.buffer)
  } catch (cause) {
    throw new TypeError(`${where}: expected Uint8Array or ArrayBuffer, got some that were given away`, { cause })
  }
}
