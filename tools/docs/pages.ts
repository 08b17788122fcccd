import { readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Application, PageEvent, RendererEvent } from 'typedoc'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What the pages may load: what is beside them. The search index of TypeDoc is in its script. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'"
].join('; ')

/** In typedoc.json, the way to the top of the site, which depends on the page. */
const SITE = 'site:'

/** Files of the repository that pages lead to are shown, not run. */
const AS_TEXT = /^(?!.*\.(svg|txt)$)/

/**
 * Finishes every page: nothing comes from elsewhere, no script is written into it, every link leads somewhere, and wide tables scroll by
 * themselves, by keyboard too.
 */
export function finishPages(app: Application): void {
  app.renderer.on(PageEvent.END, page => {
    if (page.contents !== undefined) page.contents = finished(page.contents)
  })
  app.renderer.on(RendererEvent.END, ({ outputDirectory }) => {
    const media = join(outputDirectory, 'media')
    for (const file of readdirSync(media)) {
      if (AS_TEXT.test(file)) renameSync(join(media, file), join(media, `${file}.txt`))
    }
  })
}

function finished(html: string): string {
  const base = /data-base="([^"]*)"/.exec(html)?.[1] ?? './'
  return html
    .replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${POLICY}"/>`)
    .replace(/<script>document\.documentElement.*?<\/script>/s, `<script src="${base}assets/theme.js"></script>`)
    .replaceAll(`href="${SITE}`, `href="${base}../`)
    .replace(/<a href="[./]*media\/([\w-]+)">(.*?)<\/a>/g, (link, path, text) => (isFolder(path) ? text : link))
    .replaceAll('<table>', '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replace(/(href="[^":]*media\/)([^"#]+)/g, (_, path, file) => `${path}${file}${AS_TEXT.test(file) ? '.txt' : ''}`)
}

/** Whether it is a folder at the top of the repository, which is no page. */
function isFolder(path: string): boolean {
  return statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ?? false
}
