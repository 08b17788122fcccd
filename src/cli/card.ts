import type { Classifier, HubModel } from '../index.ts'
import { parseCard } from './front-matter.ts'
import { printable } from './look.ts'
import { bytes, counted, decimals } from './units.ts'

/** Around what is generated, so that publishing again renews it and nothing else. */
const BEGIN = '<!-- waymark: written by `waymark publish`, as is all down to the next mark -->'
const END = '<!-- waymark: end -->'

/** A model, as far as a card tells of it. */
export interface Subject {
  readonly entry: HubModel
  /** Undefined for models of other kinds. */
  readonly classifier: Classifier | undefined
}

/** A whole card: YAML for Hugging Face, what the model does, what it is made of, how well it did, how to load it. */
export function newCard({ entry, classifier }: Subject): string {
  return `${frontMatter({ entry, classifier })}
# ${entry.name}

${entry.description}

${generated({ entry, classifier })}
`
}

/** A card of somebody's own, with what it lacks: YAML above it. */
export function completed(card: string, subject: Subject): string {
  return parseCard(card).hasFields ? card : `${frontMatter(subject)}\n${card}`
}

/** A card that is there already, the generated part of it renewed; one without such a part stays as it is. */
export function renewed(card: string, subject: Subject): string {
  const begin = card.indexOf(BEGIN)
  const end = card.indexOf(END, begin)
  return begin < 0 || end < 0 ? card : card.slice(0, begin) + generated(subject) + card.slice(end + END.length)
}

function frontMatter({ entry, classifier }: Subject): string {
  const { license } = entry
  // Hugging Face knows licences by lower-case names; anything else is named beside them.
  const plain = /^[A-Za-z0-9.+-]+$/.test(license)
  const lines = [
    'library_name: waymark',
    ...(classifier ? ['pipeline_tag: text-classification'] : []),
    ...(plain ? [`license: ${license.toLowerCase()}`] : ['license: other', `license_name: "${license}"`]),
    'tags:',
    '  - waymark'
  ]
  return `---\n${lines.join('\n')}\n---\n`
}

function generated({ entry, classifier }: Subject): string {
  const parts = classifier ? [answers(classifier), figures(classifier)] : []
  return [BEGIN, ...parts, file(entry), loading(entry, classifier), END].join('\n\n')
}

/** Labels named; a card is to be read. */
const MOST_LABELS = 200

function answers({ labels, multiLabel, info }: Classifier): string {
  const named = labels.slice(0, MOST_LABELS).map(code).join(', ')
  const more = labels.length > MOST_LABELS ? ` and ${labels.length - MOST_LABELS} more` : ''
  const threshold = info.threshold === undefined ? '' : ` None below a probability of ${decimals(info.threshold)}.`
  return `## Answers

${multiLabel ? 'Any number' : 'One'} of ${counted(labels.length, 'label')} for a text: ${named}${more}.${threshold}`
}

function figures({ info }: Classifier): string {
  const learned = info.learned > 0 ? ` and ${counted(info.learned, 'correction')}` : ''
  const made = `## Training

${counted(info.examples, 'text')}${learned}, ${counted(info.features, 'hashed n-gram')}.`
  if (Number.isNaN(info.leaveOneOut.accuracy)) return made
  const { accuracy, logLoss, ece } = info.leaveOneOut
  return `${made} On these texts, each answered by a machine
that had not seen it:

| accuracy | log loss | calibration error |
| --- | --- | --- |
| ${decimals(accuracy)} | ${decimals(logLoss)} | ${decimals(ece)} |

Settings were chosen on the same answers, so these figures flatter a little, and say nothing of texts of another kind:
\`waymark evaluate\` on texts of your own does.`
}

function file({ kind, version, bytes: size, sha256 }: HubModel): string {
  return `## File

Version ${version}, \`${kind}\`, ${bytes(size)}, SHA-256 \`${sha256}\`.`
}

function loading({ name, kind }: HubModel, classifier: Classifier | undefined): string {
  const load = classifier ? 'loadFilter' : kind === 'waymark-word-vectors' ? 'loadVectors' : 'loadModelBytes'
  return `## Loading

\`\`\`ts
import { ${load} } from 'waymark'

const model = await ${load}('${name}', { hub: 'https://…/' }) // the folder of manifest.json
\`\`\``
}

/** Text of anybody as Markdown code, which no mark of ours is in. */
function code(text: string): string {
  return `\`${printable(text).replaceAll('`', "'").replaceAll('<!--', '<! --')}\``
}
