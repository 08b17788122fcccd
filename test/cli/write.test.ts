import { spawn } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { outcome, temporaryFolder } from './run.ts'

const broken = vi.hoisted(() => ({ rename: false, write: false }))

vi.mock('node:fs', async original => {
  const fs = await original<typeof import('node:fs')>()
  const fail = () => Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', syscall: 'write' })
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      if (broken.rename) throw fail()
      fs.renameSync(from, to)
    },
    writeFileSync: (to: number, data: Uint8Array) => {
      fs.writeFileSync(to, broken.write ? data.subarray(0, 1) : data)
      if (broken.write) throw fail()
    }
  }
})

// Another file may have loaded it with the true file system.
vi.resetModules()
const { checkTarget, writeWhole } = await import('../../src/cli/write.ts')

afterEach(() => {
  broken.rename = false
  broken.write = false
})

const { folder, path, file } = temporaryFolder()
const leftovers = () => readdirSync(folder).filter(name => name.endsWith('.tmp'))

describe('writeWhole', () => {
  test('writes a new file and replaces an old one, whose permissions stay', async () => {
    await writeWhole(path('new.bin'), new Uint8Array([1, 2, 3]))
    expect([...readFileSync(path('new.bin'))]).toEqual([1, 2, 3])
    chmodSync(path('new.bin'), 0o666)
    await writeWhole(path('new.bin'), 'text')
    expect(readFileSync(path('new.bin'), 'utf8')).toBe('text')
    expect(statSync(path('new.bin')).mode & 0o777).toBe(0o666)
    expect(leftovers()).toEqual([])
  })

  test('follows a symbolic link', async () => {
    file('real.bin', 'old')
    symlinkSync(path('real.bin'), path('link.bin'))
    await writeWhole(path('link.bin'), 'new')
    expect(lstatSync(path('link.bin')).isSymbolicLink()).toBe(true)
    expect(readFileSync(path('real.bin'), 'utf8')).toBe('new')
  })

  test.each(['rename', 'write'] as const)('a failing %s leaves the old file and nothing else', async step => {
    file('kept.bin', 'old')
    broken[step] = true
    await expect(writeWhole(path('kept.bin'), new Uint8Array(9))).rejects.toThrow(
      `${path('kept.bin')}: the disk is full`
    )
    expect(readFileSync(path('kept.bin'), 'utf8')).toBe('old')
    expect(leftovers()).toEqual([])
  })

  test('refuses what is no file to write, before any work', () => {
    mkdirSync(path('folder'))
    expect(() => checkTarget(path('folder'))).toThrow(`${path('folder')}: expected a file to write`)
    expect(() => checkTarget('/dev/null')).toThrow('/dev/null: expected a file to write')
    expect(() => checkTarget('/nowhere/m.safetensors')).toThrow('/nowhere: no such file or folder')
    expect(() => checkTarget(`${file('plain', '')}/m`)).toThrow('not a folder')
    expect(() => checkTarget(path('free.bin'))).not.toThrow()
    const data = file('rows.csv', 'text,label\n')
    symlinkSync(data, path('link.csv'))
    for (const name of [data, path('link.csv'), `${folder}/./rows.csv`]) {
      expect(() => checkTarget(data, ['-', name])).toThrow(`${data}: expected a file for the model, got the data file`)
      expect(() => checkTarget(path('free.bin'), [name])).not.toThrow()
    }
  })

  test.skipIf(process.platform === 'win32')(
    'Ctrl-C in the middle leaves the whole file, no temporary one, and ends',
    async () => {
      const module = fileURLToPath(new URL('../../src/cli/write.ts', import.meta.url))
      const script = `
      import { writeWhole } from ${JSON.stringify(module)}
      console.log('go')
      setImmediate(() => writeWhole(${JSON.stringify(path('big.bin'))}, new Uint8Array(1.5e8)).then(() => setTimeout(() => console.log('alive'), 5000)))`
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
      child.stdout.once('data', () => {
        const timer = setInterval(() => {
          if (leftovers().length === 0) return
          clearInterval(timer)
          child.kill('SIGINT')
        }, 1)
        child.once('close', () => clearInterval(timer))
      })
      const { out } = await outcome(child)
      expect(out).not.toContain('alive')
      expect(child.signalCode).toBe('SIGINT')
      expect(leftovers()).toEqual([])
      expect(statSync(path('big.bin')).size).toBe(1.5e8)
    }
  )
})
