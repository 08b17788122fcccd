import type { Plugin } from 'vite'

/** What built pages may load: what is beside them, and compiled kernels. Vite's own server needs more, so it is not said there. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'"
].join('; ')

/** Puts the policy into every built page, so that a browser holds to what the pages say: nothing comes from elsewhere. */
export function policy(): Plugin {
  return {
    name: 'waymark-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' }
    ]
  }
}
