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
    // Browsers of busy machines miss a frame now and then: there a test has a second try, and where it is written none.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000
  }
})
