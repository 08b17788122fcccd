/**
 * Waymark: text classifiers that train in milliseconds where the text already is.
 *
 * @module
 */
export * from './classify/index.ts'
export * from './hub/index.ts'
export { ModelFormatError } from './model/index.ts'
export type { WordVectors } from './text/index.ts'
