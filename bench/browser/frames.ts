import type { Page } from 'playwright-core'

/** How a page fared while something went on in it. */
export interface Smoothness {
  /** The longest time between two frames in milliseconds. */
  readonly frame: number
  /** Tasks of more than 50 ms on the main thread. */
  readonly longTasks: number
  /** Milliseconds in all. */
  readonly ms: number
  readonly value: unknown
}

/** Runs a function of the page's globals, given as source, and watches its frames. */
export function watched(page: Page, source: string): Promise<Smoothness> {
  return page.evaluate(`(async () => {
    let longTasks = 0
    const observer = new PerformanceObserver(list => { longTasks += list.getEntries().length })
    observer.observe({ type: 'longtask' })
    let frame = 0
    let last = performance.now()
    let running = true
    const tick = now => {
      frame = Math.max(frame, now - last)
      last = now
      if (running) requestAnimationFrame(tick)
    }
    requestAnimationFrame(now => { last = now; requestAnimationFrame(tick) })
    await new Promise(resolve => setTimeout(resolve, 100))
    frame = 0
    longTasks = 0
    const start = performance.now()
    const value = await (${source})()
    const ms = performance.now() - start
    await new Promise(resolve => setTimeout(resolve, 100))
    running = false
    observer.disconnect()
    return { frame, longTasks, ms, value }
  })()`)
}
