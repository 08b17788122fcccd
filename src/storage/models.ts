import { seal, unseal } from './envelope.ts'
import { guarded, StorageError } from './error.ts'
import { checkName } from './names.ts'
import { isBytes, type Store } from './store.ts'

/** Anything that saves itself: classifiers, embedders, searches, and those of a worker, whose `save` is a promise. */
export interface Savable {
  save(): Uint8Array | PromiseLike<Uint8Array>
}

/**
 * Stores a model, or the bytes of one, with its length and a checksum. Resolves when it is stored; a failure leaves what was stored
 * before.
 *
 * @throws StorageError `name`, `quota` or `unavailable`; TypeError where there are no bytes; what `save` throws
 */
export async function saveTo(store: Store, name: string, model: Savable | Uint8Array): Promise<void> {
  checkName(name)
  const bytes = isBytes(model) ? model : await model?.save?.()
  if (!isBytes(bytes)) throw new TypeError('model: expected a Uint8Array or save() that gives one, got neither')
  const record = seal(bytes)
  await guarded(name, () => store.write(name, record))
}

/**
 * The bytes of a model, checked, or with a loader what it makes of them: `await loadFrom(store, 'spam', loadClassifier)`.
 *
 * @throws StorageError `missing`, `foreign`, `broken`, `unavailable` or `name`; what the loader throws, a ModelFormatError where the
 * bytes are of another kind of model
 */
export async function loadFrom(store: Store, name: string): Promise<Uint8Array>
export async function loadFrom<T>(
  store: Store,
  name: string,
  load: (bytes: Uint8Array) => T | PromiseLike<T>
): Promise<T>
export async function loadFrom<T>(
  store: Store,
  name: string,
  load?: (bytes: Uint8Array) => T | PromiseLike<T>
): Promise<T | Uint8Array> {
  checkName(name)
  const record = await guarded(name, () => store.read(name))
  if (record === undefined) throw new StorageError('missing', `${name}: expected a stored model, got none`)
  const bytes = unseal(record, name)
  // A loader may keep views of the record; whoever takes the bytes may take their buffer.
  return load ? load(bytes) : bytes.slice()
}
