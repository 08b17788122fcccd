/** What a platform may have to run something later. */
interface Timers {
  readonly setTimeout?: (run: () => void, milliseconds: number) => unknown
}

const timers = globalThis as unknown as Timers

/** How long a page may be kept waiting, in milliseconds: less than a frame. */
const LONGEST = 12

/**
 * A function to call between pieces of long work: where the last break is a while ago it lets all that waits have its turn, be it input or
 * the abort of a signal. Without timers it only settles promises.
 */
export function breather(): () => Promise<void> {
  let last = Date.now()
  return async () => {
    if (Date.now() - last < LONGEST) return
    const { setTimeout } = timers
    if (setTimeout !== undefined) await new Promise<void>(resolve => setTimeout(resolve, 0))
    last = Date.now()
  }
}
