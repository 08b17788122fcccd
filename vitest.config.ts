import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/browser/setup.ts'],
    setupFiles: ['test/quick-equality.ts'],
    // Nothing here has state that another file could trip over, and loading the modules once takes half of the time off.
    pool: 'threads',
    isolate: false,
    // Every core: what the tests wait for most are their own computations.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000
  }
})
