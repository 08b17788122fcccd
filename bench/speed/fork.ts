import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const alive = new Set<ReturnType<typeof fork>>()
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/**
 * Asks a file of the bench one question in a process of its own, which answers once. Rejects with its complaint where it ends before.
 *
 * @param file as a URL, whose process answers the first message it gets by one message
 * @param flags of Node
 */
export async function askOnce<T>(file: URL, question: object | string, flags: readonly string[] = []): Promise<T> {
  const child = fork(file, {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    execArgv: ['--import', 'tsx', ...flags],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  })
  alive.add(child)
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    complaint = (complaint + text).slice(-2000)
  })
  try {
    return await new Promise<T>((resolve, reject) => {
      child.on('message', reply => resolve(reply as T))
      child.on('error', reject)
      child.on('close', code => reject(new Error(`a process ended with code ${code}: ${complaint.trim()}`)))
      child.send(question)
    })
  } finally {
    alive.delete(child)
    child.kill('SIGKILL')
  }
}
