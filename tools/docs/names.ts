import { readFileSync } from 'node:fs'
import { type Application, Converter, type DocumentReflection, ReflectionKind } from 'typedoc'

/** Modules whose file is not where their name is. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  index: 'waymark',
  'math/relaxed': 'waymark/kernels/relaxed',
  'classify/predict': 'waymark/predict'
}

/** A module as a program imports it: `page/attach-filter` is `waymark/attach-filter`. */
export const importedName = (file: string) => ELSEWHERE[file] ?? `waymark/${file.replace(/^page\//, '')}`

/** Names modules as programs import them, and documents by their first heading. */
export function nameAsImported(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) module.name = importedName(module.name)
    for (const document of project.documents ?? []) nameDocument(app, document)
  })
}

/** Headings that say too little without their folder: those of cards, and one that the results have as well. */
function nameDocument(app: Application, document: DocumentReflection): void {
  const path = app.files.getReflectionPath(document) ?? ''
  const heading = /^# (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1]
  const model = /models\/([^/]+)\/README\.md$/.exec(path)?.[1]
  if (model !== undefined) document.name = `Model card: ${model}`
  else if (path.endsWith('bench/README.md')) document.name = 'Running the benchmarks'
  else if (heading !== undefined) document.name = heading
}
