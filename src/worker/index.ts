/**
 * The kit in a worker, behind promises: a page goes on while it trains and searches.
 *
 * @module
 */
export * from './exports.ts'
export { startWorker } from './start.ts'
