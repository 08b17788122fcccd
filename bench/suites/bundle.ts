import { BUNDLE, minified, PROGRAMS } from '../bundle/work.ts'
import { size } from '../report/show.ts'
import { runWorks } from '../speed/field.ts'
import { OURS, type Suite } from '../suite.ts'
import { BUNDLE_TARGETS } from '../targets.ts'

/** The bytes of the code. */
export const bundle: Suite = {
  name: 'bundle',
  about: 'bytes of code that a page loads',
  reading: 'Minified by esbuild and gzipped at level 9, or minified alone.',
  works: [BUNDLE],
  systems: [OURS],
  measures: PROGRAMS.flatMap(({ name, about }) => [
    { name, show: size, about: `${about}, gzipped` },
    { name: minified(name), show: size, about: 'the same, minified alone' }
  ]),
  targets: BUNDLE_TARGETS,
  run: request => runWorks([BUNDLE], request, [])
}
