import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A Python process that holds data and measures by its own clock. */
export interface Python {
  /** Versions of what it measures with, in a sentence. */
  readonly about: string
  /** Sends an operation of `bench/native` with what it takes. Rejects with what went wrong there. */
  readonly ask: <T>(op: string, given?: object) => Promise<T>
  readonly stop: () => void
}

/** The interpreter: Debian's own first, since numpy there stands on the system's OpenBLAS. */
const INTERPRETERS = ['/usr/bin/python3', 'python3']
const SERVER = fileURLToPath(new URL('../native/server.py', import.meta.url))

/** One thread for all that would take more; and no compiled files beside the sources. */
const SETTINGS = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  BLIS_NUM_THREADS: '1',
  PYTHONDONTWRITEBYTECODE: '1'
}

type Reply = { readonly value: unknown } | { readonly error: string }

const alive = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/**
 * Starts the first interpreter that has these modules, or tells why there is none.
 *
 * @param modules the first part of names as `import` takes them
 * @param interpreters paths or names to try; default `WAYMARK_PYTHON` if it is set, else Debian's, then the first on the path
 */
export async function startPython(
  modules: readonly string[],
  interpreters: readonly string[] = process.env.WAYMARK_PYTHON ? [process.env.WAYMARK_PYTHON] : INTERPRETERS
): Promise<Python | { readonly missing: string }> {
  const reasons: string[] = []
  for (const interpreter of interpreters) {
    const process = serve(interpreter)
    try {
      const about = await process.ask<string>('start', { modules })
      return { ...process, about }
    } catch (error) {
      process.stop()
      reasons.push(`${interpreter}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return { missing: reasons.join('; ') }
}

/** Whether {@link startPython} found one. */
export function isRunning(python: Python | { readonly missing: string }): python is Python {
  return 'ask' in python
}

function serve(interpreter: string): Omit<Python, 'about'> {
  const child = spawn(interpreter, [SERVER], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...SETTINGS }
  })
  alive.add(child)
  const waiting: ((reply: Reply) => void)[] = []
  let ended: string | undefined
  let complaint = ''
  const end = (reason: string) => {
    ended ??= reason
    alive.delete(child)
    child.kill('SIGKILL')
    for (const settle of waiting.splice(0)) settle({ error: ended })
  }
  child.on('error', error => end(error.message))
  child.on('close', () => end(complaint.trim().split('\n').at(-1) || 'its process ended'))
  child.stdin.on('error', error => end(error.message))
  child.stderr.setEncoding('utf8').on('data', text => {
    complaint = (complaint + text).slice(-2000)
  })
  createInterface({ input: child.stdout }).on('line', line => waiting.shift()?.(JSON.parse(line)))
  const ask = async (op: string, given: object = {}) => {
    if (ended !== undefined) throw new Error(ended)
    const reply = await new Promise<Reply>(resolve => {
      waiting.push(resolve)
      child.stdin.write(`${JSON.stringify({ op, ...given })}\n`)
    })
    if ('error' in reply) throw new Error(reply.error)
    return reply.value
  }
  return { ask: ask as Python['ask'], stop: () => end('stopped') }
}

/** The bytes of numbers as a text that JSON can hold. */
export function packed(numbers: ArrayBufferView): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')
}

/** The bytes of {@link packed}, aligned for any kind of number. */
export function unpacked(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64')
  const buffer = new ArrayBuffer(bytes.length)
  new Uint8Array(buffer).set(bytes)
  return buffer
}
