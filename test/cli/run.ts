import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

/** The built command. The tests run what a person runs, so it has to be built. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** The path of a demo file. */
export function demoFile(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/demo/${name}`, import.meta.url))
}

export interface Outcome {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly input?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the command to its end. Without `input` the standard input is empty. */
export function waymark(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run \`npm run build:fast\` first (\`npm test\` does)`)
  const { NO_COLOR: _, FORCE_COLOR: __, WAYMARK_DEBUG: ___, ...env } = process.env
  const child = spawn(process.execPath, [CLI, ...args], { cwd: options.cwd, env: { ...env, ...options.env } })
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  return outcome(child)
}

/** Waits for a child and gathers what it wrote. */
export function outcome(child: ChildProcess): Promise<Outcome> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    err += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => resolve({ status, out, err }))
  })
}

/** A folder that goes when the tests of this file are done, and a way to put files into it. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = (name: string) => join(folder, name)
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(path(name), content)
    return path(name)
  }
  return { folder, path, file }
}
