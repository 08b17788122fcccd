import { vi } from 'vitest'

/** Keeps what is written to a stream, which writes it nowhere meanwhile. */
export function listenTo(stream: NodeJS.WriteStream) {
  let text = ''
  const write = vi.spyOn(stream, 'write').mockImplementation(chunk => {
    text += chunk
    return true
  })
  return { text: () => text, stop: () => write.mockRestore() }
}
