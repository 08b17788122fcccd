import { KINDS, type Kind, kindMadeBy } from './kinds.ts'
import type { Line } from './line.ts'

/** What the page knows of a model in a worker. */
export interface RemoteModel {
  readonly line: Line
  readonly id: number
  readonly state: { released: boolean }
}

const known = /* @__PURE__ */ new WeakMap<object, RemoteModel>()

/** Frees models that the page has forgotten. They are not kept by what is remembered here. */
const forgotten = /* @__PURE__ */ new FinalizationRegistry<Omit<RemoteModel, 'state'>>(({ line, id }) =>
  line.release(id)
)

/** What is known of a value that is a model in a worker. */
export function remoteModelOf(value: unknown): RemoteModel | undefined {
  return typeof value === 'object' && value !== null ? known.get(value) : undefined
}

/** The page's side of a model: a function for each method and a promise behind each property. */
export function remoteModel(line: Line, id: number, kind: Kind): object {
  const state = { released: false }
  const refusal = (what: string) =>
    Promise.reject(new TypeError(`${kind}.${what}: expected a model in use, got one that was released`))
  const remote: object = {}
  for (const [name, shape] of Object.entries(KINDS[kind])) {
    if (shape === 'inside') continue
    if (shape === 'value') {
      const get = () => (state.released ? refusal(name) : line.call(id, name, []))
      Object.defineProperty(remote, name, { get, enumerable: true })
      continue
    }
    const made = kindMadeBy(kind, name)
    const value = (...args: unknown[]) => (state.released ? refusal(name) : line.call(id, name, args, made))
    Object.defineProperty(remote, name, { value, enumerable: true })
  }
  const release = async () => {
    if (state.released) return
    state.released = true
    forgotten.unregister(remote)
    line.release(id)
  }
  Object.defineProperty(remote, 'release', { value: release, enumerable: true })
  known.set(remote, { line, id, state })
  forgotten.register(remote, { line, id }, remote)
  return remote
}
