import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
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

/** Builds the site once for this thread, from what is in dist/, and says where it is. */
export function builtSite(): Promise<string> {
  built ??= buildSite()
  return built
}

async function buildSite(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'waymark-site-'))
  process.on('exit', () => rmSync(outDir, { recursive: true, force: true }))
  await build({ configFile: join(root, 'site/vite.config.ts'), logLevel: 'error', build: { outDir } })
  return outDir
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
