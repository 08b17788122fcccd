/** Builds the site and serves it until the terminal is closed: `npm run playground`, and the end of `npm start`. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
import { buildDocuments } from './documents.ts'

const { values } = parseArgs({ options: { 'on-terminal': { type: 'boolean' }, port: { type: 'string' } } })

// A script that starts the kit wants the table and then its turn again.
if (!values['on-terminal'] || (process.stdout.isTTY && !process.env.CI)) await serve(Number(values.port ?? 4173))

async function serve(port: number): Promise<void> {
  const configFile = fileURLToPath(new URL('../../site/vite.config.ts', import.meta.url))
  await build({ configFile, logLevel: 'error' })
  const documents = buildDocuments()
  const server = await preview({ configFile, preview: { port }, logLevel: 'error' })
  console.log(`\nThe playground: ${server.resolvedUrls?.local[0]} (Ctrl+C ends it)`)
  await documents
}
