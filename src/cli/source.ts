import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { at, CliError, fileError } from './errors.ts'

/** The name that stands for the standard input. */
export const STDIN = '-'

/** How a source is called in messages. */
export function sourceName(file: string): string {
  return file === STDIN ? '<stdin>' : file
}

/** Told how much of the file has been read: 0..1. Never called for the standard input, whose length nobody knows. */
export type OnRead = (done: number) => void

/**
 * The text of a file (or of the standard input, for `-`) as it arrives, in pieces of whole lines. A byte order mark is
 * dropped; a file whose name ends in `.gz` is unpacked. Throws CliError for a file that is missing, a folder, or not
 * UTF-8, the last with the line.
 */
export async function* readText(file: string, onRead?: OnRead): AsyncGenerator<string> {
  const name = sourceName(file)
  let line = 1
  try {
    for await (const bytes of wholeLines(await open(file, onRead))) {
      const text = decode(bytes, name, line)
      yield line === 1 && text.startsWith('\ufeff') ? text.slice(1) : text
      for (let from = bytes.indexOf(NEWLINE); from >= 0; from = bytes.indexOf(NEWLINE, from + 1)) line++
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new CliError(`${name}: not a sound gzip file: ${error.message}`)
    }
    throw fileError(name, error)
  }
}

async function open(file: string, onRead?: OnRead): Promise<AsyncIterable<Uint8Array>> {
  if (file === STDIN) return process.stdin
  // Opening a folder works on some systems and fails only at the first read, on others never: ask first.
  const found = await stat(file)
  if (found.isDirectory()) throw new CliError(`${file}: expected a file, got a folder`)
  const bytes = counted(createReadStream(file), found.size, onRead)
  return file.endsWith('.gz') ? pipeline(bytes, createGunzip(), () => {}) : bytes
}

async function* counted(bytes: AsyncIterable<Uint8Array>, size: number, onRead?: OnRead): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const chunk of bytes) {
    yield chunk
    done += chunk.length
    onRead?.(Math.min(1, done / Math.max(1, size)))
  }
}

const NEWLINE = 10

/** Cut behind a line break, so that no letter and no line is ever in two pieces. */
async function* wholeLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = []
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end === 0) {
      begun.push(chunk)
    } else {
      yield Buffer.concat([...begun, chunk.subarray(0, end)])
      begun = [chunk.subarray(end)]
    }
  }
  const last = Buffer.concat(begun)
  if (last.length > 0) yield last
}

function decode(bytes: Uint8Array, file: string, line: number): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    return strict.decode(bytes)
  } catch {
    throw at({ file, line: line + firstBadLine(bytes, strict) }, 'not UTF-8 text: save the file as UTF-8')
  }
}

function firstBadLine(bytes: Uint8Array, strict: InstanceType<typeof TextDecoder>): number {
  let begin = 0
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(NEWLINE, begin)
    try {
      strict.decode(bytes.subarray(begin, end < 0 ? undefined : end))
    } catch {
      return lines
    }
    if (end < 0) return lines
    begin = end + 1
  }
}
