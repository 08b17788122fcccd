/** Builds the documents into site-dist/docs, or a folder that is named: `npm run docs`, which builds the playground around them first. */
import { buildDocs } from './build.ts'

const { problems } = await buildDocs(process.argv[2])
for (const problem of problems) process.stderr.write(`${problem}\n`)
if (problems.length > 0) process.exitCode = 1
