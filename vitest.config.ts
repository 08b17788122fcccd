import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Nothing here has state that another file could trip over, and loading the modules once takes half of the time off.
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000
  }
})
