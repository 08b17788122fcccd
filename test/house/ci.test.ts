import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, run } from './package.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-ci-'))
  mkdirSync(join(folder, '.ci'))
  copyFileSync(join(root, '.ci/run'), join(folder, '.ci/run'))
  copyFileSync(join(root, 'README.md'), join(folder, 'README.md'))
  // Stands in for npm: says what the case says, and ends as it ends.
  const script = '#!/bin/sh\ncase "$1" in ci) exit "$CI_STATUS" ;; test) printf "$SAYS"; exit "$TEST_STATUS" ;; esac\n'
  writeFileSync(join(folder, 'npm'), script)
  chmodSync(join(folder, 'npm'), 0o755)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FILES = '\\n Test Files  3 passed (3)\\n'

test.each([
  ['all pass', `${FILES}      Tests  12 passed (12)\\n`, 0, 0, '12 passed, 0 failed', 0],
  ['some fail', `${FILES}      Tests  2 failed | 10 passed (12)\\n`, 0, 1, '10 passed, 2 failed', 1],
  ['some are left out', `${FILES}      Tests  10 passed | 2 skipped (12)\\n`, 0, 0, '10 passed, 0 failed', 0],
  [
    'in colour',
    '\\033[2m      Tests \\033[22m \\033[1m\\033[32m12 passed\\033[39m (12)\\n',
    0,
    0,
    '12 passed, 0 failed',
    0
  ],
  ['lint or types fail before a test', 'src/x.ts(1,1): error TS2322\\n', 0, 2, '0 passed, 1 failed', 2],
  [
    'an error outside of a test',
    `${FILES}      Tests  12 passed (12)\\n     Errors  1 error\\n`,
    0,
    1,
    '12 passed, 1 failed',
    1
  ],
  ['no test at all', 'nothing to do\\n', 0, 0, '0 passed, 1 failed', 1],
  ['the install fails', '', 7, 0, '0 passed, 1 failed', 7]
])('%s', async (_, says, ciStatus, testStatus, last, status) => {
  const env = { PATH: `${folder}${delimiter}${process.env.PATH}`, SAYS: says }
  const ended = await run('bash', [join(folder, '.ci/run')], tmpdir(), {
    ...env,
    // Some program: a browser is there, so none is installed.
    CHROMIUM_PATH: '/bin/sh',
    CI_STATUS: String(ciStatus),
    TEST_STATUS: String(testStatus)
  })
  expect(ended.out.trimEnd().split('\n').at(-1)).toBe(last)
  expect(ended.status).toBe(status)
  expect(ended.out).toContain('+ npm ci && npm test\n')
})
