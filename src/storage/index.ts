/**
 * Models that stay: in a browser's IndexedDB or private file system, in a folder of Node, or in a store of one's own. A model is
 * stored whole or not at all, and what was cut or changed since is noticed. Works in pages and workers.
 *
 * @module
 */
export { StorageError, type StorageErrorCode } from './error.ts'
export { folderStore } from './folder.ts'
export { INDEXED_DB_DEFAULTS, type IndexedDbOptions, indexedDbStore } from './indexed-db.ts'
export { memoryStore } from './memory.ts'
export { loadFrom, type Savable, saveTo } from './models.ts'
export { MAX_FILE_NAME } from './names.ts'
export { OPFS_DEFAULTS, type OpfsOptions, opfsStore } from './opfs.ts'
export type { Store } from './store.ts'
