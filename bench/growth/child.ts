import { writeFileSync } from 'node:fs'
import { median } from '../metrics.ts'
import { TASKS } from './tasks.ts'

/** What the process that makes one size is asked. */
export interface Ask {
  readonly task: keyof typeof TASKS
  readonly size: number
  readonly data: string
}

/** What it tells. */
export interface Measured {
  /** Milliseconds, the middle of as many times as fit into {@link ENOUGH_MS}, three at most. */
  readonly ms: number
  /** Bytes of memory at the peak of the first time beyond those before. */
  readonly memory: number
  /** What the task tells beside. */
  readonly more: Readonly<Record<string, number>>
}

const ENOUGH_MS = 4000
const MOST = 3

function measure({ task: name, size, data }: Ask): Measured {
  const task = TASKS[name](data)
  task.run(task.small)()
  ;(globalThis as { readonly gc?: () => void }).gc?.()
  forgetPeak()
  const before = process.memoryUsage.rss()
  const times: number[] = []
  let memory = 0
  let more: Readonly<Record<string, number>> = {}
  const begun = performance.now()
  while (times.length < MOST && (times.length === 0 || performance.now() - begun < ENOUGH_MS)) {
    const start = performance.now()
    const look = task.run(size)
    times.push(performance.now() - start)
    if (times.length > 1) continue
    memory = Math.max(0, process.resourceUsage().maxRSS * 1024 - before)
    more = look()
  }
  return { ms: median(times), memory, more }
}

/** Lets the peak of memory begin anew, where the system can: on Linux. Elsewhere that of reading the data stays the least. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // No Linux.
  }
}

process.on('message', (ask: Ask) => {
  process.send?.(measure(ask))
  process.disconnect()
})
