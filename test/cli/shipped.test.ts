import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectCommand } from '../../src/cli/commands/inspect.ts'
import { learnCommand } from '../../src/cli/commands/learn.ts'
import { modelsCommand } from '../../src/cli/commands/models.ts'
import { pullCommand } from '../../src/cli/commands/pull.ts'
import { loadFilter } from '../../src/index.ts'
import { bytes } from '../hub/scratch.ts'
import { inProcess } from './in-process.ts'
import { temporaryFolder, waymark } from './run.ts'

const { folder, path } = temporaryFolder()
const text = 'Claim your free prize now'
const spam = await loadFilter('spam')

describe('a name that comes with the package is a model', () => {
  test('classify, in a folder that has none', async () => {
    mkdirSync(path('here/spam'), { recursive: true })
    const { status, out, err } = await waymark(['classify', 'spam', text, '--all', '--json'], { cwd: path('here') })
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(JSON.parse(out).scores).toEqual(spam.classify(text).scores)
  })

  test('a file of that name goes first', async () => {
    writeFileSync(path('spam'), bytes)
    const { out } = await waymark(['inspect', 'spam', '--json'], { cwd: folder })
    expect(JSON.parse(out).bytes).toBe(bytes.length)
  })

  test('learn, into a file of one’s own and into no other', async () => {
    const out = path('mine.safetensors')
    const lesson = ['spam', '--text', text, '--label', 'ham']
    const { err } = await inProcess(learnCommand(), [...lesson, '--in-place'])
    expect(err).toBe('waymark: --in-place: spam comes with the package; expected --out MODEL for the new model\n')
    expect(await inProcess(learnCommand(), [...lesson, '--out', out])).toMatchObject({ status: 0, err: '' })
    expect(existsSync(out)).toBe(true)
  })

  test('pull and models take from there unless told otherwise', async () => {
    mkdirSync(path('pulled'))
    const { out } = await inProcess(modelsCommand(), ['--json'])
    const { models } = JSON.parse(out)
    for (const { name, bytes: length } of models) {
      expect(await inProcess(pullCommand(), [name, '--out', path('pulled')])).toMatchObject({ status: 0, err: '' })
      expect(readFileSync(join(path('pulled'), `${name}.safetensors`))).toHaveLength(length)
    }
    expect(readdirSync(path('pulled'))).toHaveLength(4)
  })

  test('other names are said to be none', async () => {
    const { status, err } = await inProcess(inspectCommand(), ['spma'])
    expect({ status, err }).toEqual({
      status: 1,
      err: 'waymark: spma: no such file or folder, and no such name comes with the package (en, language, spam, toxicity)\n'
    })
  })
})
