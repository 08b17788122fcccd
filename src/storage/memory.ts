import { checkName } from './names.ts'
import { copyOf, type Store } from './store.ts'

/** A store that lasts as long as the program: for tests, and where there is no other. */
export function memoryStore(): Store {
  const records = new Map<string, Uint8Array>()
  return {
    async read(name) {
      checkName(name)
      return records.get(name)?.slice()
    },
    async write(name, bytes) {
      checkName(name)
      records.set(name, copyOf(bytes))
    },
    async remove(name) {
      checkName(name)
      records.delete(name)
    },
    async names() {
      return [...records.keys()].sort()
    }
  }
}
