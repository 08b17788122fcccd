import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Ask, Replies, Reply } from './messages.ts'

/** One system on one work, in a process of its own. */
export interface Remote {
  readonly system: string
  /** Rejects with the system's own error, or when the time budget is spent; the process has then ended. */
  readonly ask: <A extends Ask>(ask: A) => Promise<Replies[A['ask']]>
  readonly stop: () => void
}

const alive = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/**
 * Starts a process for `system`.
 *
 * @param budget milliseconds that all its replies together may take; Infinity for no limit
 */
export function startRemote(system: string, budget: number): Remote {
  const child = fork(new URL('./child.ts', import.meta.url), {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    execArgv: ['--import', 'tsx', '--max-old-space-size=4096'],
    serialization: 'advanced',
    // Some rivals print on loading; standard output belongs to the report.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  })
  alive.add(child)
  let complaint = ''
  child.stderr?.on('data', chunk => {
    complaint = (complaint + chunk).slice(-400)
  })
  let left = budget
  let ended: string | undefined
  let settle: ((reply: Reply) => void) | undefined
  const end = (reason: string) => {
    ended ??= reason
    alive.delete(child)
    child.kill('SIGKILL')
    settle?.({ error: ended })
  }
  child.on('message', (reply: Reply) => settle?.(reply))
  child.on('error', error => end(error.message))
  child.on('exit', code => end(`its process ended with code ${code}: ${complaint.trim().split('\n').at(-1) ?? ''}`))

  const ask = async (question: Ask) => {
    if (ended !== undefined) throw new Error(ended)
    const start = performance.now()
    const reply = await new Promise<Reply>(resolve => {
      const late = () => end(`stopped after its ${Math.round(budget / 1000)} s`)
      const timer = Number.isFinite(left) ? setTimeout(late, Math.max(1, left)) : undefined
      settle = said => {
        clearTimeout(timer)
        resolve(said)
      }
      child.send(question)
    })
    left -= performance.now() - start
    if ('error' in reply) {
      end(reply.error)
      throw new Error(reply.error)
    }
    return reply.value
  }
  return { system, ask: ask as Remote['ask'], stop: () => end('stopped') }
}
