/** A source file that exports bytes as hexadecimal text under a name. */
export function sourceOf(name: string, what: string, bytes: Uint8Array): string {
  return `// Made by \`npm run kernels\` from assembly/.

/** ${what} */
export const ${name} =
  '${Buffer.from(bytes).toString('hex')}'
`
}
