import { Command } from 'commander'
import { loadManifest } from '../../index.ts'
import { hubAddress } from '../hub-address.ts'
import { cutTo, screenWidth, table, width } from '../look.ts'
import { type CommonFlags, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { SHIPPED_HUB } from '../shipped.ts'
import { bytes } from '../units.ts'

/** `waymark models [HUB]` */
export function modelsCommand(): Command {
  const command = new Command('models')
    .description('list the models of a hub')
    .argument('[hub]', 'folder or URL with a manifest.json (default: the models that come with the package)')
  return withJson(command).action(models)
}

async function models(hub: string | undefined, flags: CommonFlags): Promise<void> {
  const address = hub === undefined ? SHIPPED_HUB.href : hubAddress(hub)
  const found = (await loadManifest(address)).models
  if (flags.json) {
    await printJson({ hub: address, models: found })
    return
  }
  const rows = found.map(({ name, version, bytes: size, license }) => [name, version, bytes(size), license])
  const lines = table([['name', 'version', 'size', 'licence'], ...rows])
  // Beside the table, behind its two rules and the names of its columns.
  const described = lines.map((line, index) => {
    const model = found[index - 3]
    return model ? `${line} ${cutTo(model.description, Math.max(20, screenWidth - width(line)))}` : line
  })
  await print(...described)
}
