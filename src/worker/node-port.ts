import type { Endpoint } from 'comlink'

/** What a worker of Node and the port inside it have in common. */
export interface NodePort {
  postMessage(message: unknown, transfers?: readonly Transferable[]): void
  on(event: string, listener: (value: unknown) => void): void
  off(event: string, listener: (value: unknown) => void): void
}

/** A worker of Node. */
export interface NodeWorker extends NodePort {
  terminate(): unknown
  ref(): void
  unref(): void
}

/** What the kit uses of `node:worker_threads`. */
export interface NodeThreads {
  readonly Worker: new (url: URL, options: { readonly execArgv: readonly string[] }) => NodeWorker
  readonly parentPort: NodePort | null
}

interface Platform {
  readonly process?: { getBuiltinModule?(name: 'node:worker_threads'): NodeThreads | undefined }
}

/** The threads of Node; undefined elsewhere. Asked for at run time: an `import` would reach the bundles of pages. */
export function nodeThreads(): NodeThreads | undefined {
  return (globalThis as unknown as Platform).process?.getBuiltinModule?.('node:worker_threads')
}

/** A port of Node with the methods of one of a page. */
export function nodeEndpoint(port: NodePort): Endpoint {
  const listeners = new Map<unknown, (data: unknown) => void>()
  return {
    postMessage: (message, transfers) => port.postMessage(message, transfers),
    addEventListener(_, listener) {
      const hear = (data: unknown) => {
        const event = { data } as MessageEvent
        if (typeof listener === 'function') listener(event)
        else listener.handleEvent(event)
      }
      listeners.set(listener, hear)
      port.on('message', hear)
    },
    removeEventListener(_, listener) {
      const hear = listeners.get(listener)
      if (hear !== undefined) port.off('message', hear)
    }
  }
}
