import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { build } from 'vite'
import { root } from '../house/package.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm'
}

let built: Promise<string> | undefined

/** Builds the site from what is in dist/, once for all threads of a run, and says where it is. */
export function builtSite(): Promise<string> {
  built ??= buildOnce(join(process.env.WAYMARK_RUN ?? mkdtempSync(join(tmpdir(), 'waymark-site-')), 'site'))
  return built
}

/** The thread that makes the folder builds into it; others wait for a file that says how it went. */
async function buildOnce(folder: string): Promise<string> {
  const outDir = join(folder, 'built')
  const outcome = join(folder, 'outcome')
  try {
    mkdirSync(folder)
  } catch {
    while (!existsSync(outcome)) await new Promise(resolve => setTimeout(resolve, 50))
    const problem = readFileSync(outcome, 'utf8')
    if (problem) throw new Error(problem)
    return outDir
  }
  let problem = ''
  // Vitest says 'test', and then nothing is kept offline.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await build({ configFile: join(root, 'site/vite.config.ts'), logLevel: 'error', build: { outDir } })
    return outDir
  } catch (error) {
    problem = String(error)
    throw error
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
    // In one step, since others look for it.
    writeFileSync(`${outcome}.part`, problem)
    renameSync(`${outcome}.part`, outcome)
  }
}

/** A folder on a port of this machine. */
export interface Served {
  /** With a slash at its end. */
  readonly address: string
  readonly close: () => Promise<void>
}

/** Serves a folder, each answer with these headers: a policy, for one. */
export async function serveFolder(folder: string, headers: Readonly<Record<string, string>> = {}): Promise<Served> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    const named = join(folder, path)
    const file = existsSync(named) && statSync(named).isDirectory() ? join(named, 'index.html') : named
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { ...headers, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close(error => (error ? reject(error) : resolve()))
      })
  }
}
