import { SingleBar } from 'cli-progress'

/** Says how far a job has come. */
export interface Progress {
  /** 0..1, and what is being done. */
  update(done: number, what: string): void
  stop(): void
}

/** Milliseconds of work before a bar appears. */
export const PATIENCE = 1000

/** A bar on the standard error stream, once a job has taken a second; nothing where that is no terminal, or with `--json`. */
export function startProgress(options: { json?: boolean | undefined }): Progress {
  if (options.json || !process.stderr.isTTY) return { update: () => {}, stop: () => {} }
  const began = performance.now()
  let shown: SingleBar | undefined
  return {
    update(done, what) {
      const percent = Math.round(100 * Math.min(1, Math.max(0, done)))
      if (!shown) {
        if (performance.now() - began < PATIENCE) return
        // The bar draws from `update` itself: the timers it would otherwise need never run while a training computes.
        shown = new SingleBar({
          format: '{bar} {percentage}% {what}',
          barCompleteChar: '█',
          barIncompleteChar: '░',
          barsize: 24,
          clearOnComplete: true,
          // Nothing to restore on Ctrl-C, which a listener would hold back until a training is over.
          hideCursor: false,
          linewrap: true,
          gracefulExit: false,
          stream: process.stderr
        })
        shown.start(100, percent, { what })
      }
      shown.update(percent, { what })
    },
    stop() {
      shown?.stop()
      shown = undefined
    }
  }
}

/** Gives back the items, telling a job how far through them it is. */
export function* tracked<T>(items: readonly T[], progress: Progress, what: string): Generator<T> {
  for (const [index, item] of items.entries()) {
    // Every item would cost more than the smallest texts take.
    if (index % 64 === 0) progress.update(index / items.length, what)
    yield item
  }
}
