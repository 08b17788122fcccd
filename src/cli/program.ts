import { Command } from 'commander'
import { classifyCommand } from './commands/classify.ts'
import { contextCommand } from './commands/context.ts'
import { demoCommand } from './commands/demo.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { explainCommand } from './commands/explain.ts'
import { indexCommand } from './commands/index-documents.ts'
import { inspectCommand } from './commands/inspect.ts'
import { learnCommand } from './commands/learn.ts'
import { modelsCommand } from './commands/models.ts'
import { publishCommand } from './commands/publish.ts'
import { pullCommand } from './commands/pull.ts'
import { searchCommand } from './commands/search.ts'
import { trainCommand } from './commands/train.ts'
import { version } from './home.ts'

const EXAMPLES = `
Examples:
  $ waymark demo
  $ waymark train comments.jsonl --preset toxicity --out filter.safetensors
  $ waymark train mail.csv --text body --label verdict --precision 0.98 --out mail.safetensors
  $ waymark classify filter.safetensors "what a lovely day" "go away, nobody asked"
  $ tail -f chat.log | waymark classify filter.safetensors - --json
  $ waymark classify mail.safetensors --file inbox.tsv --text body
  $ waymark explain filter.safetensors "go away, nobody asked" --label toxic
  $ waymark evaluate mail.safetensors held-out.csv --text body --label verdict
  $ waymark learn mail.safetensors --text "Your invoice of May" --label ham --in-place
  $ waymark inspect mail.safetensors --json
  $ waymark classify spam "win a prize now" "see you at six"
  $ waymark models https://example.org/models/
  $ waymark pull sarcasm --from https://example.org/models/
  $ waymark publish filter.safetensors --to public/models --license MIT
  $ waymark index docs faq.jsonl --out index.safetensors
  $ waymark search index.safetensors how do I reset the network --limit 3 --explain
  $ waymark context index.safetensors "Why is the picture black?" --max-tokens 500

Data files are JSON Lines ({"text": "…", "label": "…" or ["…"], "weight": 1}), CSV or TSV with a header row, plain or .gz.
Documents are those with "text", "title" and "id", or Markdown, HTML and text files, of which each section is found by itself.
Whatever takes longer than a second shows its progress on a terminal's standard error, unless --json is given.
Errors are one line on standard error, with exit code 1. NO_COLOR=1 turns colours off.`

const COMMANDS = [
  trainCommand,
  classifyCommand,
  evaluateCommand,
  explainCommand,
  learnCommand,
  inspectCommand,
  modelsCommand,
  pullCommand,
  publishCommand,
  indexCommand,
  searchCommand,
  contextCommand,
  demoCommand
]

/** The whole command, `waymark`, ready to parse: with every command of it, and its errors on one line. */
export function createProgram(): Command {
  const program = new Command('waymark')
    .description(
      'Trains and runs text classifiers on this machine (topics, spam, toxicity, intents, languages), and searches documents.'
    )
    .version(version)
    // A model has a version too.
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLES)
    .configureOutput({
      outputError: (message, write) => {
        const line = message
          .trim()
          .replace(/^error: /, '')
          .replace(/\s*\n\s*/g, ' ')
        write(`waymark: ${line} (waymark --help)\n`)
      }
    })
  for (const command of COMMANDS) program.addCommand(command().copyInheritedSettings(program))
  return program
}
