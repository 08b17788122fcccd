import type { Example } from 'waymark/classify'
import type { Job, LeftOut, Reply } from './thread.ts'

let thread: Worker | undefined
let last = 0
/** One job of each kind at most: what a newer one has replaced never settles. */
const waiting = new Map<number, { readonly task: Job['task']; readonly settle: (reply: Reply) => void }>()

function ask(task: Job['task'], examples: readonly Example[], vectors: boolean): Promise<Reply> {
  if (thread === undefined) {
    thread = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' })
    thread.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      waiting.get(data.id)?.settle(data)
      waiting.delete(data.id)
    })
    thread.addEventListener('error', () => {
      thread = undefined
      for (const [id, { settle }] of waiting) settle({ id, error: 'What works beside the page could not be started' })
      waiting.clear()
    })
  }
  for (const [id, job] of waiting) if (job.task === task) waiting.delete(id)
  const id = ++last
  return new Promise((resolve, reject) => {
    const settle = (reply: Reply) => ('error' in reply ? reject(new Error(reply.error)) : resolve(reply))
    waiting.set(id, { task, settle })
    thread?.postMessage({ id, task, examples, vectors } satisfies Job)
  })
}

/** Trains beside the page: the file of the tagger, and how long it took. */
export async function trainBeside(
  examples: readonly Example[],
  vectors: boolean
): Promise<{ bytes: Uint8Array; ms: number }> {
  const reply = await ask('train', examples, vectors)
  if (!('bytes' in reply)) throw new Error('The thread answered something else than was asked')
  return reply
}

/** Every example, answered by a tagger trained without it. */
export async function leaveOutBeside(examples: readonly Example[], vectors: boolean): Promise<readonly LeftOut[]> {
  const reply = await ask('leave out', examples, vectors)
  if (!('rows' in reply)) throw new Error('The thread answered something else than was asked')
  return reply.rows
}
