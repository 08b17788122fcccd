import { defineConfig } from 'tsup'

const shared = {
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  treeshake: true,
  sourcemap: false,
  noExternal: [/natural/],
  esbuildOptions: (options: { mainFields?: string[] }) => {
    options.mainFields = ['module', 'main']
  }
} as const

export default defineConfig([
  {
    ...shared,
    clean: true,
    dts: true,
    entry: {
      index: 'src/index.ts',
      math: 'src/math/index.ts',
      text: 'src/text/index.ts',
      elm: 'src/elm/index.ts',
      classify: 'src/classify/index.ts',
      model: 'src/model/index.ts'
    }
  },
  {
    // The command carries its own libraries, so that installing the kit for a page installs nothing else.
    format: 'esm',
    target: 'node20',
    platform: 'node',
    entry: { cli: 'src/cli/main.ts' },
    noExternal: [/.*/],
    dts: false,
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(import.meta.url)"
    }
  }
])
