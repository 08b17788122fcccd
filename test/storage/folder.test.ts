import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import fs from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { folderStore, loadFrom, saveTo } from '../../src/storage/index.ts'
import { codeOf, scratch } from './stores.ts'

const folder = scratch()
const before = Uint8Array.of(1, 2, 3)
const after = new Uint8Array(50_000).fill(7)

/** A folder with a model in it. */
async function withModel() {
  const path = folder()
  const store = folderStore(path)
  await saveTo(store, 'spam', before)
  return { path, store }
}

const failure = (code: string) => Object.assign(new Error(`${code}: it failed`), { code })

afterEach(() => vi.restoreAllMocks())

describe('a folder', () => {
  test('holds a file for each model and nothing else, and only once something is stored', async () => {
    const path = join(folder(), 'deep', 'folder')
    expect(await folderStore(path).names()).toEqual([])
    expect(() => readdirSync(path)).toThrow('ENOENT')
    await saveTo(folderStore(path), 'spam', before)
    await saveTo(folderStore(path), 'Con', before)
    await saveTo(folderStore(path), 'con', before)
    expect(readdirSync(path).sort()).toEqual(['%43on.waymark', '%63on.waymark', 'spam.waymark'])
  })

  test('other files are not of it', async () => {
    const { path, store } = await withModel()
    for (const file of [
      'notes.txt',
      'Spam.waymark',
      '%73pam.waymark',
      '%.waymark',
      '.waymark',
      'spam.waymark.1.part'
    ]) {
      writeFileSync(join(path, file), 'other')
    }
    expect(await store.names()).toEqual(['spam'])
  })

  test.each(['ENOSPC', 'EDQUOT', 'EIO'])(
    'a write that fails half-way with %s leaves the model and no debris',
    async code => {
      const { path, store } = await withModel()
      const open = fs.open
      vi.spyOn(fs, 'open').mockImplementation(async (...given) => {
        const file = await open(...given)
        file.writeFile = async bytes => {
          await file.write(bytes as Uint8Array, 0, 20_000)
          throw failure(code)
        }
        return file
      })
      expect(await codeOf(saveTo(store, 'spam', after))).toBe(code === 'EIO' ? 'unavailable' : 'quota')
      expect(await loadFrom(store, 'spam')).toEqual(before)
      expect(readdirSync(path)).toEqual(['spam.waymark'])
    }
  )

  test('a rename that fails leaves the model and no debris', async () => {
    const { path, store } = await withModel()
    const rename = vi.spyOn(fs, 'rename').mockRejectedValue(failure('EPERM'))
    expect(await codeOf(saveTo(store, 'spam', after))).toBe('unavailable')
    expect(rename.mock.calls.length).toBeGreaterThan(2)
    expect(await loadFrom(store, 'spam')).toEqual(before)
    expect(readdirSync(path)).toEqual(['spam.waymark'])
  })

  test('a rename that is refused at first is tried again', async () => {
    const { store } = await withModel()
    vi.spyOn(fs, 'rename').mockRejectedValueOnce(failure('EBUSY'))
    await saveTo(store, 'spam', after)
    expect(await loadFrom(store, 'spam')).toEqual(after)
  })

  test('the bytes are on the disk before the name is', async () => {
    const { store } = await withModel()
    const order: string[] = []
    const { open, rename } = fs
    vi.spyOn(fs, 'open').mockImplementation(async (...given) => {
      const file = await open(...given)
      const sync = file.sync.bind(file)
      file.sync = async () => {
        order.push(`sync ${given[1]}`)
        await sync()
      }
      return file
    })
    vi.spyOn(fs, 'rename').mockImplementation(async (...given) => {
      order.push('rename')
      await rename(...given)
    })
    await saveTo(store, 'spam', after)
    expect(order).toEqual(['sync wx', 'rename', 'sync r'])
  })

  test('what a process left that was killed is not read, and cleared away in time', async () => {
    const { path, store } = await withModel()
    const [old, young] = ['spam.waymark.old0.part', 'spam.waymark.young0.part'].map(file => join(path, file))
    for (const file of [old, young]) writeFileSync(file, readFileSync(join(path, 'spam.waymark')).subarray(0, 5))
    utimesSync(old, 1, 1)
    expect(await store.names()).toEqual(['spam'])
    expect(await loadFrom(store, 'spam')).toEqual(before)
    await saveTo(store, 'spam', after)
    expect(await loadFrom(store, 'spam')).toEqual(after)
    expect(readdirSync(path).sort()).toEqual(['spam.waymark', 'spam.waymark.young0.part'])
  })

  test('a record that was cut on the disk is broken, one without a byte is none', async () => {
    const { path, store } = await withModel()
    const file = join(path, 'spam.waymark')
    writeFileSync(file, readFileSync(file).subarray(0, -1))
    expect(await codeOf(loadFrom(store, 'spam'))).toBe('broken')
    writeFileSync(file, '')
    expect(await codeOf(loadFrom(store, 'spam'))).toBe('missing')
    expect(await store.names()).toEqual([])
  })

  test.each([[[]], [['inside']]])('a folder in the place of a record is foreign: %j', async inside => {
    const { path, store } = await withModel()
    mkdirSync(join(path, 'ham.waymark'))
    for (const file of inside) writeFileSync(join(path, 'ham.waymark', file), 'other')
    for (const work of [() => loadFrom(store, 'ham'), () => saveTo(store, 'ham', after), () => store.remove('ham')]) {
      expect(await codeOf(work())).toBe('foreign')
    }
    expect(readdirSync(path).sort()).toEqual(['ham.waymark', 'spam.waymark'])
    expect(readdirSync(join(path, 'ham.waymark'))).toEqual(inside)
    expect(await store.names()).toEqual(['spam'])
  })

  test.each(['EISDIR', 'EEXIST', 'ENOTEMPTY', 'ENOTDIR'])(
    'a rename that fails with %s is foreign only where a folder stands',
    async code => {
      const { path, store } = await withModel()
      mkdirSync(join(path, 'ham.waymark'))
      vi.spyOn(fs, 'rename').mockRejectedValue(failure(code))
      expect(await codeOf(saveTo(store, 'ham', after))).toBe('foreign')
      expect(await codeOf(saveTo(store, 'spam', after))).toBe('unavailable')
      expect(await loadFrom(store, 'spam')).toEqual(before)
    }
  )

  test.skipIf(process.platform === 'win32')('names are those that can be read, behind links too', async () => {
    const { path, store } = await withModel()
    symlinkSync(join(path, 'spam.waymark'), join(path, 'link.waymark'))
    symlinkSync(join(path, 'nothing'), join(path, 'dangling.waymark'))
    expect(await store.names()).toEqual(['link', 'spam'])
    expect(await loadFrom(store, 'link')).toEqual(before)
    expect(await codeOf(loadFrom(store, 'dangling'))).toBe('missing')
  })

  test('a file in the place of the folder', async () => {
    const { path } = await withModel()
    const store = folderStore(join(path, 'spam.waymark'))
    for (const work of [() => store.names(), () => store.read('x'), () => saveTo(store, 'x', after)]) {
      expect(await codeOf(work())).toBe('unavailable')
    }
  })

  // Root may write everywhere, so another user has to try.
  test.skipIf(process.platform === 'win32')('one that is read-only keeps its model', async () => {
    const { path, store } = await withModel()
    chmodSync(path, 0o555)
    try {
      if (process.getuid?.() === 0) {
        vi.spyOn(fs, 'open').mockRejectedValue(failure('EACCES'))
      }
      expect(await codeOf(saveTo(store, 'spam', after))).toBe('unavailable')
      vi.restoreAllMocks()
      expect(await loadFrom(store, 'spam')).toEqual(before)
    } finally {
      chmodSync(path, 0o755)
    }
  })

  test('a process that is killed in the middle of writing leaves a whole model', async () => {
    const { path, store } = await withModel()
    const program = `
      import fs from 'node:fs/promises'
      import { folderStore, saveTo } from ${JSON.stringify(new URL('../../dist/storage.js', import.meta.url).href)}
      const open = fs.open
      fs.open = async (...given) => {
        const file = await open(...given)
        file.writeFile = async bytes => {
          await file.write(bytes, 0, 20000)
          process.kill(process.pid, 'SIGKILL')
        }
        return file
      }
      await saveTo(folderStore(${JSON.stringify(path)}), 'spam', new Uint8Array(50000).fill(7))`
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program])
    expect(signal).toBe('SIGKILL')
    expect(readdirSync(path)).toHaveLength(2)
    expect(await loadFrom(store, 'spam')).toEqual(before)
    expect(await store.names()).toEqual(['spam'])
    rmSync(path, { recursive: true })
  })

  test.each([
    [undefined, 'undefined'],
    ['', 'an empty one'],
    [7, 'number']
  ])('a path is a text: %j', (path, got) => {
    expect(() => folderStore(path as never)).toThrow(new TypeError(`path: expected a text, got ${got}`))
  })

  test('outside Node there is none', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never)
    const store = folderStore(folder())
    for (const work of [store.names(), store.read('x'), store.write('x', after), store.remove('x')]) {
      expect(await codeOf(work)).toBe('unavailable')
    }
  })
})
