import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { commandLine } from './in-process.ts'
import { CLI, demoFile, outcome, temporaryFolder, waymark } from './run.ts'

const { folder, path, file } = temporaryFolder()
const model = path('spam.safetensors')

async function json(...args: string[]) {
  const { status, out, err } = await commandLine([...args, '--json'])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out.trimEnd()).not.toContain('\n')
  return JSON.parse(out)
}

const hasColour = (text: string) => text.includes('\u001b[')

let trained: Awaited<ReturnType<typeof json>>

beforeAll(async () => {
  trained = await json('train', demoFile('spam.train.jsonl'), '--preset', 'spam', '--out', model, '--seed', '7')
})

describe('train, classify, evaluate, explain, learn, inspect', () => {
  test('train says what it made', () => {
    expect(trained).toMatchObject({ model, examples: 200, labels: ['ham', 'spam'], multiLabel: false })
    expect(trained.bytes).toBe(readFileSync(model).length)
    expect(trained.trainMs).toBeGreaterThan(0)
    expect(trained.info.leaveOneOut.accuracy).toBeGreaterThan(0.5)
  })

  test('classify: texts as arguments, one JSON line each, in order', async () => {
    const texts = ['WIN a prize now, text WIN to 00123', "I'll be home at six, love", '']
    const { out, status } = await commandLine(['classify', model, ...texts, '--json', '--all', '--explain'])
    expect(status).toBe(0)
    const answers = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(answers.map(answer => answer.text)).toEqual(texts)
    expect(answers.slice(0, 2).map(answer => answer.label)).toEqual(['spam', 'ham'])
    for (const { probability, scores, pieces, text } of answers) {
      expect(probability).toBe(scores[0].probability)
      expect(scores.map((score: { label: string }) => score.label).sort()).toEqual(['ham', 'spam'])
      for (const piece of pieces) expect(text.slice(piece.start, piece.end)).toBe(piece.text)
    }
    expect(await json('classify', model, texts[0])).toEqual({
      text: texts[0],
      label: 'spam',
      probability: answers[0].probability
    })
  })

  test('classify: standard input, named or piped, gives the same; a blank line is an empty text', async () => {
    const input = 'free prize\r\n\nsee you tonight'
    const named = await commandLine(['classify', model, '-', '--json'], input)
    expect(
      named.out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line).text)
    ).toEqual(['free prize', '', 'see you tonight'])
    expect(await commandLine(['classify', model, '--json'], input)).toEqual(named)
    expect(await waymark(['classify', model, '--json'], { input })).toEqual(named)
    expect(await commandLine(['classify', model, '-'], '')).toEqual({ status: 0, out: '', err: '' })
  })

  test('classify: a column of a file, with the line of each row', async () => {
    const { out } = await commandLine([
      'classify',
      model,
      '--file',
      demoFile('messages.csv'),
      '--text',
      'body',
      '--json'
    ])
    const answers = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(answers.slice(0, 4).map(answer => answer.line)).toEqual([2, 3, 4, 7])
    expect(answers[1].label).toBe('spam')
  })

  test('classify for people: label, bar and text, and no colour in a pipe', async () => {
    const { out } = await commandLine([
      'classify',
      model,
      'Claim your prize\u001b[2J now, text WIN to 00123',
      '--all',
      '--explain'
    ])
    expect(out).toMatch(/^spam +█+.* [01]\.\d{3} {2}Claim your prize\ufffd\[2J now, text WIN to 00123\n/)
    expect(out).toMatch(/\n {2}ham +.* [01]\.\d{3}\n/)
    expect(hasColour(out)).toBe(false)
    const coloured = await waymark(['classify', model, 'WIN a prize'], { env: { FORCE_COLOR: '1' } })
    expect(hasColour(coloured.out)).toBe(true)
    const plain = await waymark(['classify', model, 'WIN a prize'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })
    expect(hasColour(plain.out)).toBe(false)
  })

  test('evaluate', async () => {
    const found = await json('evaluate', model, demoFile('spam.test.jsonl'))
    expect(found.examples).toBe(80)
    expect(found.accuracy).toBeGreaterThan(0.7)
    expect(found.confusion.counts.flat().reduce((sum: number, count: number) => sum + count, 0)).toBe(80)
    expect(found.perLabel.map((row: { label: string }) => row.label)).toEqual(['ham', 'spam'])
    for (const key of ['macroF1', 'logLoss', 'ece', 'answered']) expect(found[key]).toEqual(expect.any(Number))
    const { out } = await commandLine([
      'evaluate',
      model,
      demoFile('messages.csv'),
      '--text',
      'body',
      '--label',
      'verdict'
    ])
    expect(out).toMatch(/accuracy +[01]\.\d{3}\n/)
    expect(out).toContain('│ label │ precision │ recall │')
    expect(out).toContain('│ actual ↓  answer → │ ham │ spam │ none │')
  })

  test('explain: pieces for the label asked about', async () => {
    const text = 'Claim your free prize before dinner, mum'
    const spam = await json('explain', model, text, '--limit', '3')
    expect(spam.pieces.length).toBeLessThanOrEqual(3)
    expect(spam).toMatchObject({ text, label: 'spam', explained: 'spam' })
    const ham = await json('explain', model, text, '--label', 'ham')
    expect(ham).toMatchObject({ label: 'spam', explained: 'ham' })
    expect(Math.sign(ham.pieces[0].weight)).toBe(-Math.sign(spam.pieces[0].weight))
    const { out } = await commandLine(['explain', model, text])
    expect(out).toContain(`\n${text}\n`)
    expect(out).toContain('│ piece ')
    const coloured = await waymark(['explain', model, text], { env: { FORCE_COLOR: '1' } })
    expect(coloured.out).toContain('\u001b[42m')
  })

  test('learn: a file, one correction, in place; the old model stays', async () => {
    const before = readFileSync(model)
    const out = path('learned.safetensors')
    const text = 'The committee meets on the second floor'
    const lesson = file('lesson.csv', `body,verdict\n"${text}",spam\n"Free prize inside, claim now",spam\n`)
    const found = await json('learn', model, lesson, '--text', 'body', '--label', 'verdict', '--out', out)
    expect(found).toMatchObject({ model: out, examples: 2 })
    expect(found.right.after).toBeGreaterThanOrEqual(found.right.before)
    expect(readFileSync(model)).toEqual(before)
    const score = async (file: string) =>
      (await json('classify', file, text, '--all')).scores.find((one: { label: string }) => one.label === 'spam')
        .probability
    const first = await score(out)
    expect(first).toBeGreaterThan(await score(model))
    const second = await commandLine(['learn', out, '--text', text, '--label', 'spam', '--in-place'])
    expect(second.out).toContain('learned 1 example in ')
    expect(await score(out)).toBeGreaterThan(first)
  })

  test('learn: a new label, while the model is small', async () => {
    const small = path('small.safetensors')
    const out = path('new-label.safetensors')
    await json('train', demoFile('topics.tiny.jsonl'), '--out', small)
    await json('learn', small, '--text', 'Ton colis est en attente', '--label', 'french', '--out', out)
    expect((await json('inspect', out)).labels).toEqual(['business', 'french', 'sports', 'technology', 'world'])
  })

  test('train --no-learn: a smaller file that answers the same and learns no more', async () => {
    const bare = path('bare.safetensors')
    const { bytes } = await json(
      'train',
      demoFile('spam.train.jsonl'),
      '--preset',
      'spam',
      '--seed',
      '7',
      '--no-learn',
      '--out',
      bare
    )
    expect(bytes).toBeLessThan(trained.bytes)
    const text = 'free prize tonight'
    expect(await json('classify', bare, text)).toEqual(await json('classify', model, text))
    const { status, err } = await commandLine(['learn', bare, '--text', 'a', '--label', 'spam', '--in-place'])
    expect(status).toBe(1)
    expect(err).toContain('expected a classifier that can learn, got one saved with { learn: false }')
  })

  test('inspect, and the JSON form of a model', async () => {
    const found = await json('inspect', model)
    expect(found).toMatchObject({ model, bytes: trained.bytes, version: 2, labels: ['ham', 'spam'], multiLabel: false })
    expect(found.tensors.length).toBeGreaterThan(0)
    expect(found.info).toEqual(trained.info)
    const readable = path('readable.JSON')
    await json('train', demoFile('spam.train.jsonl'), '--preset', 'spam', '--seed', '7', '--out', readable)
    expect(JSON.parse(readFileSync(readable, 'utf8')).kind).toBe(found.kind)
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    expect((await json('inspect', readable)).tensors.sort(byName)).toEqual(found.tensors.sort(byName))
    const text = 'free prize tonight'
    expect(await json('classify', readable, text)).toEqual(await json('classify', model, text))
    const { out } = await commandLine(['inspect', model])
    expect(out).toContain('2 labels, one per text: ham, spam')
    expect(out).toContain('│ tensor ')
  })

  test('inspect shows a model that is no classifier', async () => {
    const other = await json('inspect', demoFile('../malformed/sound.safetensors'))
    expect(Object.keys(other)).toEqual(['model', 'bytes', 'kind', 'version', 'config', 'tensors'])
  })

  test('several labels a text', async () => {
    const rows = [
      'goal,sports',
      'match goal,sports;uk',
      'london,uk',
      'shares fall,business',
      'london shares,business;uk'
    ]
    const data = file('several.csv', `text,label\n${[...rows, ...rows].join('\n')}\nnothing,\n`)
    const out = path('several.safetensors')
    const made = await json('train', data, '--labels-separator', ';', '--out', out)
    expect(made).toMatchObject({ labels: ['business', 'sports', 'uk'], multiLabel: true, examples: 11 })
    const found = await json('classify', out, 'london shares', '--all')
    expect(Object.keys(found)).toEqual(['text', 'labels', 'scores'])
    expect(found.scores).toHaveLength(3)
    const { out: report } = await commandLine(['evaluate', out, data, '--labels-separator', ';'])
    expect(report).toContain('│ business │')
    expect(report).not.toContain('actual')
  })

  test('abstaining is null for machines and said to people', async () => {
    const out = path('careful.safetensors')
    await json('train', demoFile('spam.train.jsonl'), '--threshold', '1', '--out', out)
    expect(await json('classify', out, '')).toMatchObject({ label: null, probability: expect.any(Number) })
    expect((await commandLine(['classify', out, ''])).out).toMatch(/^none of these /)
  })

  test('evaluate tells how often answers given are right', async () => {
    const out = path('picky.safetensors')
    await json('train', demoFile('spam.train.jsonl'), '--threshold', '0.9', '--out', out)
    const { accuracy, answered } = await json('evaluate', out, demoFile('spam.test.jsonl'))
    expect(answered).toBeLessThan(1)
    const shown = (await commandLine(['evaluate', out, demoFile('spam.test.jsonl')])).out
    expect(shown).toContain(`right if answered  ${(accuracy / answered).toFixed(3)}`)
  })

  test('data from standard input, and options the command has no flag for', async () => {
    const input = readFileSync(demoFile('messages.tsv'), 'utf8')
    const columns = ['--text', 'body', '--label', 'verdict', '--format', 'tsv']
    const out = path('stdin.safetensors')
    const { status, err } = await commandLine(['train', '-', ...columns, '--out', out, '--set', 'ridge=0.5'], input)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect((await json('inspect', out)).info.ridge).toEqual(expect.any(Number))
  })
})

describe('the reader goes away', () => {
  test('classify into head ends quietly', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `message number ${i}`)
    const data = file('many.csv', `text\n${rows.join('\n')}\n`)
    const line = 'set -o pipefail; "$0" "$1" classify "$2" --file "$3" | head -n 2'
    const found = await outcome(spawn('bash', ['-c', line, process.execPath, CLI, model, data]))
    expect(found).toMatchObject({ status: 0, err: '' })
    expect(found.out.trimEnd().split('\n')).toHaveLength(2)
  })
})

describe('what goes wrong beside the data', () => {
  test.each([
    ['the command line', ['tarin']],
    ['the model', ['inspect', path('nowhere.safetensors')]],
    ['nothing asked', []]
  ])('a process of its own says the same, and has the same exit code: %s', async (_, args) => {
    const found = await waymark(args)
    expect(found).toEqual(await commandLine(args))
    expect(found).toMatchObject({ status: 1, out: '', err: expect.stringContaining('waymark') })
  })

  test.skipIf(!existsSync('/dev/full'))('a full disk behind the standard output', async () => {
    const line = '"$0" "$1" classify "$2" hello > /dev/full'
    const found = await outcome(spawn('bash', ['-c', line, process.execPath, CLI, model]))
    expect(found).toEqual({ status: 1, out: '', err: 'waymark: <stdout>: the disk is full\n' })
  })

  test('learning in place never writes over what another program taught meanwhile', async () => {
    const shared = file('shared.safetensors', readFileSync(model))
    const lesson = ['--text', 'fancy a coffee', '--label', 'ham', '--in-place']
    const slow = spawn(process.execPath, [CLI, 'learn', shared, '-', '--format', 'jsonl', '--in-place'])
    const found = outcome(slow)
    // The slow one has read the model long before two others are done; its examples come after that.
    for (let i = 0; i < 2; i++) expect((await waymark(['learn', shared, ...lesson])).status).toBe(0)
    const taught = readFileSync(shared)
    slow.stdin.end('{"text":"win a prize","label":"spam"}\n')
    const { status, err } = await found
    expect({ status, err }).toEqual({
      status: 1,
      err: `waymark: ${shared}: changed by another program meanwhile; nothing was written, run this again\n`
    })
    expect(readFileSync(shared).equals(taught)).toBe(true)
  })
})

describe('one line on standard error, exit code 1, nothing written', () => {
  const out = path('never.safetensors')
  const csv = demoFile('messages.csv')
  const jsonl = demoFile('spam.train.jsonl')
  const toml = file('notes.toml', 'a = 1\n')
  const missing = path('missing.jsonl')
  const three = file('three.jsonl', '{"text":"a","label":"x"}\n\n{"text":"b","label":3}\n')
  const alone = file('alone.jsonl', '{"text":"a","label":"x"}\n{"text":"b","label":"x"}\n')
  const deep = file('deep.jsonl', `{"text":"a","label":${'['.repeat(1e5)}${']'.repeat(1e5)}}\n`)
  const empty = file('empty.csv', '')
  const alien = file('alien.jsonl', '{"text":"a","label":"ham"}\n{"text":"b","label":"eggs"}\n')
  // Small models take new labels.
  const large = path('large.safetensors')
  beforeAll(() => json('train', jsonl, demoFile('spam.test.jsonl'), '--out', large))
  const cut = demoFile('../malformed/truncated.in-data.safetensors')

  test.each<[string, string[], RegExp | string]>([
    [
      'no such column',
      ['train', csv, '--out', out],
      `${csv}:2: column "text" not found; the row has id, body, verdict`
    ],
    ['a label that is no string', ['train', three, '--out', out], `${three}:3: label: expected a string or a list`],
    ['one class', ['train', alone, '--out', out], alone],
    ['an empty file', ['train', empty, '--out', out], `${empty}: expected at least one row, got none`],
    ['a missing file', ['train', missing, '--out', out], `${missing}: no such file or folder`],
    ['a folder', ['train', folder, '--format', 'csv', '--out', out], `${folder}: expected a file, got a folder`],
    ['an unknown extension', ['train', toml, '--out', out], `${toml}: expected a name ending in`],
    ['a folder to write that is not there', ['train', jsonl, '--out', path('no/m')], 'no such file or folder'],
    [
      'the data file to write',
      ['train', csv, '--out', csv],
      `${csv}: expected a file for the model, got the data file`
    ],
    ['an empty separator', ['train', jsonl, '--out', out, '--labels-separator', ''], 'Expected at least one character'],
    ['a label far too deep', ['train', deep, '--out', out], `${deep}:1: label: expected a string or a list of strings`],
    ['no --out', ['train', jsonl], "required option '--out <model>' not specified"],
    ['an unknown preset', ['train', jsonl, '--out', out, '--preset', 'sarcasm'], 'Allowed choices are topics, spam'],
    ['a threshold past 1', ['train', jsonl, '--out', out, '--threshold', '2'], 'Expected a number from 0 to 1'],
    ['both', ['train', jsonl, '--out', out, '--threshold', '0', '--precision', '1'], 'cannot be used with'],
    ['a broken setting', ['train', jsonl, '--out', out, '--set', 'ridge'], 'Expected key=value'],
    ['an unknown setting', ['train', jsonl, '--out', out, '--set', 'rigde=1'], 'rigde'],
    [
      'a setting given as a flag',
      ['train', jsonl, '--out', out, '--set', 'seed=1', '--seed', '2'],
      '--set seed: already'
    ],
    ['an unknown flag', ['train', jsonl, '--out', out, '--colour', 'red'], "unknown option '--colour'"],
    ['an unknown command', ['tarin', jsonl], "unknown command 'tarin'"],
    ['not a model', ['classify', jsonl, 'a'], `${jsonl}: not a model that can be read: `],
    ['a truncated model', ['classify', cut, 'a'], `${cut}: not a model that can be read: `],
    ['a missing model', ['inspect', missing], `${missing}: no such file or folder`],
    ['a folder as a model', ['inspect', folder], `${folder}: expected a file, got a folder`],
    ['a text and a file', ['classify', model, 'a', '--file', csv], '--file: expected no TEXT beside it'],
    ['an unknown label to explain', ['explain', model, 'a', '--label', 'constructor'], 'constructor'],
    ['a new label to learn', ['learn', large, alien, '--out', out], `${alien}:2: label`],
    ['a new label in test data', ['evaluate', model, alien], `${alien}:2: label`],
    [
      'nothing to learn',
      ['learn', model, '--out', out],
      'expected DATA, or one example as --text TEXT and --label LABEL'
    ],
    ['a column of no file', ['classify', model, '--text', 'body'], '--text: names a column of --file DATA'],
    ['a format of no file', ['classify', model, '-', '--format', 'csv'], '--format: says how to read --file DATA'],
    [
      'a weight column without data',
      ['learn', model, '--text', 'a', '--label', 'ham', '--weight', '2', '--out', out],
      '--weight: names a column of DATA'
    ],
    ['a new label at once', ['learn', large, '--text', 'a', '--label', 'eggs', '--out', out], '"eggs"'],
    ['nowhere to learn to', ['learn', model, alien], 'expected --out MODEL for the new model, or --in-place'],
    ['both places', ['learn', model, alien, '--out', out, '--in-place'], 'cannot be used with']
  ])('%s', async (_, args, message) => {
    const { status, out: stdout, err } = await commandLine(args)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(err).toContain(message)
    expect(err).toMatch(/^waymark: .*\n$/)
    expect(err).not.toContain('unexpected failure')
    expect(existsSync(out)).toBe(false)
    expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  test('a model of a newer format', async () => {
    const bytes = Buffer.from(readFileSync(model))
    bytes.write('9', bytes.indexOf('"version":"2"') + '"version":"'.length)
    const newer = file('newer.safetensors', bytes)
    for (const command of ['classify', 'inspect']) {
      const { status, out, err } = await commandLine(command === 'inspect' ? [command, newer] : [command, newer, 'a'])
      expect({ status, out }).toEqual({ status: 1, out: '' })
      expect(err).toMatch(/^waymark: .*newer\.safetensors: not a model that can be read: .*9.*\n$/)
    }
  })

  test('WAYMARK_DEBUG=1 shows the trace', async () => {
    const { err } = await waymark(['inspect', missing], { env: { WAYMARK_DEBUG: '1' } })
    expect(err).toMatch(/\n +at /)
  })
})

describe('help', () => {
  test('names every command, and every command explains itself', async () => {
    const commands = [
      'train',
      'classify',
      'evaluate',
      'explain',
      'learn',
      'inspect',
      'models',
      'pull',
      'publish',
      'index',
      'search',
      'context',
      'demo'
    ]
    const { out, status } = await commandLine(['--help'])
    expect(status).toBe(0)
    for (const command of commands) {
      expect(out).toMatch(new RegExp(`^ {2}${command} .*`, 'm'))
      expect(out).toMatch(new RegExp(`^ {2}\\$ .*waymark ${command}`, 'm'))
      expect((await commandLine([command, '--help'])).out).toContain('--json')
    }
    const none = await commandLine([])
    expect(none).toMatchObject({ status: 1, out: '' })
    expect(none.err).toContain('Usage: waymark')
  })

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect((await commandLine(['--version'])).out).toBe(`${version}\n`)
  })
})

describe('train with knowledge', () => {
  const few = file(
    'few.jsonl',
    '{"text":"late goal in the derby","label":"sport"}\n{"text":"shares fall after the warning","label":"money"}\n' +
      '{"text":"the keeper saved it","label":"sport"}\n{"text":"the bank cut its rates","label":"money"}\n'
  )

  test('word vectors by name, descriptions and unlabelled texts', async () => {
    const out = path('knowing.safetensors')
    const trained = await json(
      ...['train', few, '--vectors', 'en', '--describe', 'sport=game team coach', '--unlabelled', few, '--out', out]
    )
    expect(trained).toMatchObject({ examples: 4, labels: ['money', 'sport'] })
    expect(await json('classify', out, 'the striker scored')).toMatchObject({ label: 'sport' })
  })

  test('descriptions alone', async () => {
    const out = path('described.safetensors')
    const words = ['--describe', 'sport=game team coach', '--describe', 'money=bank shares profit']
    expect(await json('train', '--vectors', 'en', ...words, '--out', out)).toMatchObject({ examples: 0 })
    expect(await json('classify', out, 'the lender raised interest rates')).toMatchObject({ label: 'money' })
    expect((await commandLine(['inspect', out])).status).toBe(0)
  })

  test.each([
    [['--out', 'x.safetensors'], 'expected DATA, or --describe'],
    [[few, '--vectors', 'spam', '--out', 'x.safetensors'], 'spam: not word vectors that can be read'],
    [[few, '--vectors', 'nowhere', '--out', 'x.safetensors'], 'nowhere'],
    [['--describe', 'a', '--out', 'x.safetensors'], 'Expected label=words.'],
    [['--describe', 'a=b', '--describe', 'a=c', '--out', 'x.safetensors'], '"a" is described twice.']
  ])('%j: %s', async (args, message) => {
    const { status, err } = await commandLine(['train', ...args])
    expect(status).not.toBe(0)
    expect(err).toContain(message)
  })
})
