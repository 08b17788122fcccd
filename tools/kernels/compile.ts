import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const ROOT = fileURLToPath(new URL('../../assembly/', import.meta.url))

/**
 * The module of `assembly/kernels.ts`, with fused multiply-add where `relaxed`. The same sources give the same bytes on every machine.
 * Throws Error with what the compiler says.
 */
export async function compileKernels(relaxed: boolean): Promise<Uint8Array> {
  const features = ['--enable', 'simd', ...(relaxed ? ['--enable', 'relaxed-simd'] : [])]
  const plain = ['--runtime', 'stub', '--noAssert', '--importMemory', '--initialMemory', '0']
  let bytes: Uint8Array | undefined
  const { error, stderr } = await asc.main(['kernels.ts', '-O3', '--outFile', 'kernels.wasm', ...features, ...plain], {
    readFile: name => readSource(name),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm') bytes = contents as unknown as Uint8Array
    },
    listFiles: () => []
  })
  if (error || bytes === undefined) throw new Error(`${error ?? 'no output'}\n${stderr.toString()}`)
  return bytes
}

function readSource(name: string): string | null {
  try {
    return readFileSync(`${ROOT}${name}`, 'utf8')
  } catch {
    return null
  }
}
