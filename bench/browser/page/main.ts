import type { SearchDocument } from 'waymark'
import { createSearch } from 'waymark'
import { startWorker } from 'waymark/worker'

/** What the page answers to: each builds a search and gives its number of documents. */
const builders = {
  worker: async (documents: readonly SearchDocument[]) => {
    const kit = startWorker()
    const search = await kit.createSearch(documents)
    const { documents: count } = await search.info
    kit.close()
    return count
  },
  page: async (documents: readonly SearchDocument[]) => createSearch(documents).info.documents,
  nothing: async (documents: readonly SearchDocument[]) => {
    await new Promise(resolve => setTimeout(resolve, 2000))
    return documents.length
  }
}

Object.assign(globalThis, { builders })
