import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { toJson } from '../../model/index.ts'
import { CliError } from '../errors.ts'
import { paint, printable } from '../look.ts'
import { isJson, parseRecord } from '../model-file.ts'
import { type CommonFlags, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { startProgress } from '../progress.ts'
import { type Found, findModel } from '../pull.ts'
import { bytes as sizeOf } from '../units.ts'
import { checkTarget, writeWhole } from '../write.ts'

interface PullFlags extends CommonFlags {
  readonly from?: string
  readonly out?: string
  readonly sha256?: string
}

/** `waymark pull NAME|URL` */
export function pullCommand(): Command {
  const command = new Command('pull')
    .description('download a model of a hub, or at an address, and check it')
    .argument('<name|url>', 'name of a model, URL of a .safetensors file, or URL of a hub with one model')
    .option('--from <hub>', 'folder or URL with a manifest.json (default: the models that come with the package)')
    .option('--out <file|folder>', 'where to save it (default: NAME.safetensors here)')
    .option('--sha256 <hash>', 'what the SHA-256 of the file must be, whatever the hub says')
  return withJson(command).action(pull)
}

async function pull(target: string, flags: PullFlags): Promise<void> {
  const found = await findModel(target, flags)
  const { file, chosen } = outFile(found.name, flags.out)
  checkTarget(file)
  const progress = startProgress(flags)
  try {
    const onProgress = (loaded: number, total = Number.POSITIVE_INFINITY) =>
      progress.update(loaded / total, 'downloading')
    const content = await found.read({ onProgress })
    progress.stop()
    const record = parseRecord(`${found.name}.safetensors`, content)
    if (found.entry && found.entry.kind !== record.kind) {
      throw new CliError(`${found.name}: expected a ${found.entry.kind}, got a ${printable(record.kind)}`)
    }
    const saved = isJson(file) ? new TextEncoder().encode(toJson(record)) : content
    // A model that has learnt since has the same name.
    if (!chosen && existsSync(file) && !readFileSync(file).equals(saved)) {
      throw new CliError(`${file}: is there with other content; --out ${file} writes over it`)
    }
    await writeWhole(file, saved)
    await (flags.json ? printJson(summary(found, file, content, record.kind)) : show(found, file, content))
  } finally {
    progress.stop()
  }
}

/** The file to write, and whether it was chosen by name: a name that comes from a hub writes over nothing. */
function outFile(name: string, out: string | undefined): { file: string; chosen: boolean } {
  const own = `${name}.safetensors`
  if (out === undefined) return { file: own, chosen: false }
  const folder = /[\\/]$/.test(out) || (existsSync(out) && statSync(out).isDirectory())
  return folder ? { file: join(out, own), chosen: false } : { file: out, chosen: true }
}

function summary({ name, from, entry }: Found, model: string, content: Uint8Array, kind: string): object {
  const { version, license, description } = entry ?? {}
  return { name, version, kind, license, description, from, model, bytes: content.length, sha256: sha256(content) }
}

async function show({ name, from, entry }: Found, file: string, content: Uint8Array): Promise<void> {
  const about = entry ? `${entry.version}: ${entry.description} Licence: ${entry.license}` : `from ${printable(from)}`
  await print(
    `${paint.bold(name)} ${about}`,
    `${paint.dim('SHA-256')} ${sha256(content)}`,
    `saved ${file} (${sizeOf(content.length)})`
  )
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
