/** What this site keeps in the browser, models and indexes, is kept under this name and nowhere else. */
const DATABASE = 'waymark-playground'

/** The store; what reads it is loaded when it is first asked for. */
async function storage() {
  const { indexedDbStore, loadFrom, saveTo } = await import('waymark/storage')
  return { store: indexedDbStore({ database: DATABASE }), loadFrom, saveTo }
}

/** Keeps bytes under a name, in place of those of before. Throws StorageError. */
export async function keep(name: string, bytes: Uint8Array): Promise<void> {
  const { store, saveTo } = await storage()
  await saveTo(store, name, bytes)
}

/**
 * Keeps bytes under a name, or under “name (2)” and so on where the name has others. Gives the name that they have; what is kept already
 * keeps its own. Throws StorageError.
 */
export async function keepBeside(name: string, bytes: Uint8Array): Promise<string> {
  const taken = await keptNames(name)
  for (let count = 1; ; count++) {
    const free = count === 1 ? name : `${name} (${count})`
    if (taken.includes(free) && !(await holds(free, bytes))) continue
    await keep(free, bytes)
    return free
  }
}

/** Whether a name has these bytes; what can no longer be read are others. */
async function holds(name: string, bytes: Uint8Array): Promise<boolean> {
  const there = await recall(name).catch(() => new Uint8Array())
  return there.length === bytes.length && there.every((byte, at) => byte === bytes[at])
}

/** What was kept under a name, checked. Throws StorageError. */
export async function recall(name: string): Promise<Uint8Array> {
  const { store, loadFrom } = await storage()
  return loadFrom(store, name)
}

/** Forgets a name. Throws StorageError. */
export async function drop(name: string): Promise<void> {
  await (await storage()).store.remove(name)
}

/** All names that begin so. Throws StorageError. */
export async function keptNames(beginning: string): Promise<readonly string[]> {
  const names = await (await storage()).store.names()
  return names.filter(name => name.startsWith(beginning))
}
