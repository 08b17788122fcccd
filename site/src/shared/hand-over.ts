/** Gives bytes to the person as a file. */
export function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Safari reads it a while after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Whether this device can hand a file to another program or person. */
export function canShare(): boolean {
  try {
    return navigator.canShare?.({ files: [new File(['x'], 'model.txt', { type: 'text/plain' })] }) === true
  } catch {
    return false
  }
}

/** Hands a file to whatever the person chooses, or downloads it where this device cannot. Says which it was, or that it was called off. */
export async function shareFile(bytes: Uint8Array, name: string): Promise<'shared' | 'downloaded' | 'called off'> {
  const file = new File([bytes.slice()], name, { type: 'application/octet-stream' })
  try {
    if (navigator.canShare?.({ files: [file] })) {
      await navigator.share({ files: [file], title: name })
      return 'shared'
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'called off'
  }
  download(bytes, name)
  return 'downloaded'
}

/** A name for a file, made from any text, that every file system takes. */
export function fileName(text: string, ending: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60)
  return `${plain || 'waymark'}${ending}`
}
