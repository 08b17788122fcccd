/** What shows that somebody is about to change something. */
const SIGNS = ['pointerenter', 'pointerdown', 'focusin', 'touchstart'] as const
/** What shows that somebody is there at all. */
const LIFE = ['pointerdown', 'keydown'] as const

/** Calls `touched` once: when one of the elements is pointed at, touched or focused, or in a free moment after any first sign of life. */
export function whenTouched(elements: readonly HTMLElement[], touched: () => void): void {
  const stop = new AbortController()
  const options = { signal: stop.signal, passive: true }
  const once = () => {
    if (stop.signal.aborted) return
    stop.abort()
    touched()
  }
  const whenFree = () => ('requestIdleCallback' in window ? requestIdleCallback(once) : setTimeout(once, 200))
  for (const element of elements) for (const sign of SIGNS) element.addEventListener(sign, once, options)
  for (const sign of LIFE) addEventListener(sign, whenFree, options)
}
