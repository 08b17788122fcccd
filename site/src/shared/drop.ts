/** A file that a person gave, by its path where it came in a folder. */
export interface GivenFile {
  readonly name: string
  readonly file: File
}

/** So many files of a drop are looked at. */
const MOST_FILES = 2000

/**
 * Takes files that are dropped anywhere on the page, folders included, and marks `target` while they hover. Without this the browser
 * would open a file that is dropped beside `target`, and the page would be left.
 */
export function takeDrops(target: HTMLElement, take: (files: readonly GivenFile[]) => void): void {
  let depth = 0
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
  const shown = (over: boolean) => target.classList.toggle('over', over)
  addEventListener('dragenter', event => {
    if (!carriesFiles(event)) return
    depth++
    shown(true)
  })
  addEventListener('dragleave', event => {
    if (!carriesFiles(event)) return
    depth = Math.max(0, depth - 1)
    shown(depth > 0)
  })
  addEventListener('dragover', event => {
    if (carriesFiles(event)) event.preventDefault()
  })
  addEventListener('drop', event => {
    depth = 0
    shown(false)
    if (event.dataTransfer === null || !carriesFiles(event)) return
    event.preventDefault()
    void filesOf(event.dataTransfer).then(take)
  })
}

/** What a file input holds; it is emptied, so that the same file can be picked again. */
export function takePicked(input: HTMLInputElement, take: (files: readonly GivenFile[]) => void): void {
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])].map(file => ({ name: file.webkitRelativePath || file.name, file }))
    input.value = ''
    if (files.length > 0) take(files)
  })
}

async function filesOf(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  // Entries have to be asked for before the first wait: then the list is emptied.
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.() ?? null)
  const plain = [...transfer.files]
  if (!entries.some(entry => entry?.isDirectory)) return plain.map(file => ({ name: file.name, file }))
  const found: GivenFile[] = []
  for (const entry of entries) if (entry !== null) await walk(entry, found)
  return found
}

async function walk(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  // Hidden files and folders, such as .git, are nobody's documents.
  if (entry.name.startsWith('.') || entry.name === 'node_modules' || found.length >= MOST_FILES) return
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ name: entry.fullPath.replace(/^\//, ''), file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // Chromium gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    for (const inside of some) await walk(inside, found)
  }
}
