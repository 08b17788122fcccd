import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

/** The folder of the package. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

interface Manifest {
  readonly version: string
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
}

export const manifest: Manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** The names that a program imports, patterns aside: `waymark`, `waymark/text`, … */
export const entries = Object.entries(manifest.exports)
  .filter(([path, target]) => typeof target === 'object' && !path.includes('*'))
  .map(([path]) => `waymark${path.slice(1)}`)

/** Bundles a program that imports the built package, as a page would have it. Throws where anything does not resolve. */
export async function bundle(code: string, options: BuildOptions = {}) {
  if (!existsSync(`${root}dist/index.js`)) throw new Error('dist is missing: run `npm run build` (`npm test` does)')
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    logLevel: 'silent',
    ...options
  })
  return { code: outputFiles?.[0].contents ?? new Uint8Array(), inputs: Object.keys(metafile?.inputs ?? {}) }
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } })
  child.stdin.end()
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text
  })
  return new Promise<{ status: number | null; out: string; err: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => resolve({ status, out, err }))
  })
}
