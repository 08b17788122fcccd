/**
 * The text of a JSON value: its strings and numbers in order, one a line. Keys, `true`, `false` and `null` are left out: they
 * are the form of the data, the same in every document, and a machine that counts words would learn or match them.
 */
export function jsonText(value: unknown): string {
  const lines: string[] = []
  collect(value, lines)
  return lines.join('\n')
}

function collect(value: unknown, lines: string[]): void {
  if (typeof value === 'string') lines.push(value)
  else if (typeof value === 'number') lines.push(String(value))
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, lines)
}
