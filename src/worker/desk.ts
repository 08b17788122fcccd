import { transfer } from 'comlink'
import type { Stemmer } from '../text/index.ts'
import { type Feed, feedOf, gathered } from './feed.ts'
import { KIT_FUNCTIONS } from './kit-functions.ts'
import { type Desk, KIT, type Notice, type Part, type Place, type Request } from './messages.ts'
import { type Stop, stopOf } from './stop-signal.ts'

/** What can reach a call while it runs. */
interface Running {
  feed?: Feed
  stop?: Stop
}

/**
 * What a worker does for its page.
 *
 * @param say tells the page something
 * @param stemmers by name, those that the worker has
 */
export function createDesk(say: (notice: Notice) => void, stemmers: ReadonlyMap<string, Stemmer>): Desk {
  const models = new Map<number, unknown>()
  const running = new Map<number, Running>()

  function modelOf(id: number): unknown {
    if (!models.has(id)) throw new TypeError('model: expected one in the worker, got one that was released')
    return models.get(id)
  }

  function resolved(part: Part, id: number, run: Running): unknown {
    switch (part.kind) {
      case 'model':
        return modelOf(part.id)
      case 'progress':
        return (...args: unknown[]) => say({ waymark: 'progress', id, args })
      case 'signal':
        run.stop = stopOf(part.flag)
        return run.stop.signal
      case 'stream':
        run.feed = feedOf(id, say)
        return run.feed.stream
      case 'list':
        run.feed = feedOf(id, say)
        return gathered(run.feed)
      case 'stemmer':
        return stemmerOf(stemmers, part.name, part.place)
    }
  }

  return {
    async call(request) {
      const { id, target, name, args, keeps, parts } = request
      const run: Running = {}
      running.set(id, run)
      try {
        const owner = target === KIT ? KIT_FUNCTIONS : modelOf(target)
        for (const part of parts) {
          const value = resolved(part, id, run)
          put(args, part.place, part.kind === 'list' ? await value : value)
        }
        const member = (owner as Readonly<Record<string, unknown>>)[name]
        const value = await (typeof member === 'function' ? member.apply(owner, args) : member)
        if (keeps) models.set(id, value)
        else return name === 'save' ? moved(value as Uint8Array<ArrayBuffer>) : value
      } finally {
        running.delete(id)
      }
    },
    give: (id, chunk) => running.get(id)?.feed?.give(chunk),
    stop(id) {
      running.get(id)?.stop?.stop()
      running.get(id)?.feed?.stop()
    },
    release: id => void models.delete(id)
  }
}

/** Writes a value where it belongs among the arguments. */
function put(args: Request['args'], place: Place, value: unknown): void {
  let owner = args as unknown as Record<string | number, unknown>
  for (const key of place.slice(0, -1)) owner = owner[key] as typeof owner
  // Not assigned: of an option named __proto__ that would make a prototype, in which nobody looks for unknown options.
  const property = { value, enumerable: true, configurable: true, writable: true }
  Object.defineProperty(owner, place[place.length - 1], property)
}

function stemmerOf(stemmers: ReadonlyMap<string, Stemmer>, name: string, place: Place): Stemmer {
  const stemmer = stemmers.get(name)
  if (stemmer !== undefined) return stemmer
  const known = [...stemmers.keys()].join(', ')
  throw new TypeError(
    `options.${place.slice(1).join('.')}: expected a stemmer that the worker has (${known}), got ${JSON.stringify(name)}`
  )
}

/** Bytes that go to the page instead of being copied. */
function moved(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  return transfer(whole, [whole.buffer])
}
