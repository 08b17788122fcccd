import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { CliError, fileError } from '../errors.ts'
import { manifestWith, readFolder, readIfThere, writeManifest } from '../hub-folder.ts'
import { paint } from '../look.ts'
import { readModelBytes } from '../model-file.ts'
import { type CommonFlags, MODEL_ARGUMENT, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { type Publication, planPublication, type Wish } from '../publish.ts'
import { bytes, counted } from '../units.ts'
import { writeWhole } from '../write.ts'

interface PublishFlags extends CommonFlags, Omit<Wish, 'card'> {
  readonly to: string
  /** A file. */
  readonly card?: string
}

/** `waymark publish MODEL… --to FOLDER` */
export function publishCommand(): Command {
  const command = new Command('publish')
    .description('put models into a hub: a folder with a manifest, a folder and a card for each')
    .argument('<model...>', MODEL_ARGUMENT)
    .requiredOption('--to <folder>', 'folder of the hub; made where there is none')
    .option('--name <name>', 'name in the hub (default: that of the file)')
    .option('--version <version>', 'version of the model (default: 1.0.0, then one more for each other content)')
    .option('--license <licence>', 'licence, such as MIT or CC-BY-4.0 (default: what the card says)')
    .option('--description <text>', 'what it does, on one line (default: its labels)')
    .option('--card <file>', 'Markdown to go with it (default: written from the model, or the one that is there)')
  return withJson(command).action(publish)
}

async function publish(files: string[], flags: PublishFlags): Promise<void> {
  const { to, card, ...wish } = flags
  if (files.length > 1) {
    for (const flag of ['name', 'card', 'description'] as const) {
      if (flags[flag] !== undefined) throw new CliError(`--${flag}: is for one model, and there are ${files.length}`)
    }
  }
  const manifest = readFolder(to)
  const text = card === undefined ? undefined : cardText(card)
  const plans: Publication[] = []
  for (const file of files) {
    const plan = await planPublication(to, manifest, file, await readModelBytes(file), { ...wish, card: text })
    if (plans.some(({ entry }) => entry.name === plan.entry.name)) {
      throw new CliError(
        `${file}: expected each name once, got "${plan.entry.name}" again; publish them one by one, with --name`
      )
    }
    plans.push(plan)
  }
  const entries = plans.map(({ entry }) => entry)
  const listed = manifestWith(manifest.content, entries)
  // The manifest goes last: whatever stops before that leaves a hub that still lists what was there.
  for (const { entry, model, card } of plans) {
    await write(join(to, entry.file), model)
    if (card !== undefined) await write(join(to, entry.card), card)
  }
  if (manifest.content?.toString() !== listed) await writeManifest(manifest, listed)
  if (flags.json) await printJson({ hub: to, models: entries })
  else
    await print(
      ...entries.map(
        ({ name, version, file, bytes: size }) => `${paint.bold(name)} ${version}  ${file} (${bytes(size)})`
      ),
      `${counted(entries.length, 'model')} in ${manifest.file}`
    )
}

function cardText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    if (error instanceof TypeError) throw new CliError(`${file}: not UTF-8 text: save the file as UTF-8`)
    throw fileError(file, error)
  }
}

/** Writes a file, with the folder it is in, unless it holds just that. */
async function write(file: string, content: Uint8Array | string): Promise<void> {
  if (readIfThere(file)?.equals(typeof content === 'string' ? Buffer.from(content) : content)) return
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch (error) {
    throw fileError(dirname(file), error)
  }
  await writeWhole(file, content)
}
