import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, Logger, LogLevel, RendererEvent, TypeDocReader } from 'typedoc'
import { requireComments } from './functions.ts'
import { githubHeadings } from './headings.ts'
import { nameAsImported } from './names.ts'
import { finishPages } from './pages.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Keeps what went wrong, for whoever asked for the build. */
class KeptLog extends Logger {
  readonly problems: string[] = []

  override log(message: string, level: LogLevel): void {
    // A link to a folder is one in the repository; here it is taken out, see pages.ts.
    const folder = /^The relative path (.+) is not a file/.exec(message)?.[1]
    if (level >= LogLevel.Warn && !(folder !== undefined && existsSync(folder))) this.problems.push(message)
  }
}

/**
 * Builds the site of the documents as typedoc.json says. Types are checked elsewhere.
 *
 * @param out a folder, which is emptied first; default that of typedoc.json
 * @returns everything that TypeDoc warned of, links that lead nowhere and missing comments among it; nothing where all is well
 */
export async function buildDocs(out?: string): Promise<{ readonly problems: readonly string[] }> {
  const app = await Application.bootstrapWithPlugins(
    {
      options: join(root, 'typedoc.json'),
      skipErrorChecking: true,
      logLevel: 'Warn',
      markdownItLoader: githubHeadings,
      plugin: [nameAsImported, requireComments, finishPages, ownTheme],
      ...(out === undefined ? {} : { out })
    },
    [new TypeDocReader()]
  )
  const log = new KeptLog()
  app.logger = log
  const project = await app.convert()
  if (project === undefined) return { problems: [...log.problems, 'docs: expected a project, got none'] }
  app.validate(project)
  await app.generateOutputs(project)
  return { problems: log.problems }
}

/** Puts the script that picks the colours beside those of TypeDoc. */
function ownTheme(app: Application): void {
  app.renderer.on(RendererEvent.END, event => {
    copyFileSync(join(root, 'tools/docs/theme.js'), join(event.outputDirectory, 'assets/theme.js'))
  })
}
