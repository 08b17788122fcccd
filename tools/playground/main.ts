/** Builds the site and serves it until the terminal is closed: `npm run playground`, and the end of `npm start`. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
import { buildDocuments } from './documents.ts'

const asked = read()
if (typeof asked === 'string') {
  console.error(`playground: ${asked}`)
  process.exitCode = 2
}
// A script that starts the kit wants the table and then its turn again.
else if (!asked.onTerminal || (process.stdout.isTTY && !process.env.CI)) await serve(asked.port)

/** What was asked for, or what is wrong with it. */
function read(): { readonly onTerminal: boolean; readonly port: number } | string {
  try {
    const { values } = parseArgs({ options: { 'on-terminal': { type: 'boolean' }, port: { type: 'string' } } })
    const { port = '4173' } = values
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535)
      return `--port: expected a whole number from 1 to 65535, got ${JSON.stringify(port)}`
    return { onTerminal: values['on-terminal'] === true, port: Number(port) }
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  }
}

async function serve(port: number): Promise<void> {
  const configFile = fileURLToPath(new URL('../../site/vite.config.ts', import.meta.url))
  await build({ configFile, logLevel: 'error' })
  const documents = buildDocuments()
  const server = await preview({ configFile, preview: { port }, logLevel: 'error' })
  console.log(`\nThe playground: ${server.resolvedUrls?.local[0]} (Ctrl+C ends it)`)
  await documents
}
