import { trainKernelElm } from '../../src/elm/index.ts'
import { trainEmbedder } from '../../src/embed/index.ts'
import { trainClassifier } from '../../src/index.ts'
import { createSearch } from '../../src/rerank/index.ts'
import { curved } from '../kernels/heads.ts'
import { median } from '../metrics.ts'
import { readNews, textsOf } from '../speed/news.ts'
import { drawDocuments, sentencePool } from './documents.ts'

/** Something that can be made in any size. */
export interface Task {
  /** Makes it in a size, and tells what else is to be measured of it, by name. */
  readonly run: (size: number) => () => Record<string, number>
  /** A size that gets the engine going. */
  readonly small: number
}

const TESTED = 1000
const QUERIES = 50

/** What grows, by name; data are read when a task is asked for. */
export const TASKS = {
  rows,
  landmarks,
  'landmarks-logistic': logistic,
  'hash-dims': hashDims,
  'embedding-dims': embeddingDims,
  documents
} as const

/** A classifier on the first rows of AG News. */
function rows(data: string): Task {
  const { train, test } = readNews(data)
  return {
    small: 300,
    run: size => {
      const examples = train.slice(0, size).map(({ text, label }) => ({ text, label }))
      const classifier = trainClassifier(examples)
      return () => ({
        bytes: classifier.save().byteLength,
        accuracy: shareRight(text => classifier.classify(text).scores[0]?.label, test)
      })
    }
  }
}

/** A kernel machine on 5,000 rows that no plane parts. */
function onLandmarks(head: 'ridge' | 'logistic'): Task {
  const { x, labels } = curved(5000, 20, 1)
  return {
    small: 32,
    run: size => {
      trainKernelElm([x], labels, { kernels: [{ type: 'rbf' }], landmarks: size, head })
      return () => ({})
    }
  }
}

function landmarks(): Task {
  return onLandmarks('ridge')
}

function logistic(): Task {
  return onLandmarks('logistic')
}

/** A classifier on 5,000 rows, its n-grams in so many columns for each block. */
function hashDims(data: string): Task {
  const { train, test } = readNews(data)
  const examples = train.slice(0, 5000).map(({ text, label }) => ({ text, label }))
  return {
    small: 2 ** 10,
    run: dims => {
      const classifier = trainClassifier(examples, { dims })
      return () => ({
        bytes: classifier.save().byteLength,
        accuracy: shareRight(text => classifier.classify(text).scores[0]?.label, test)
      })
    }
  }
}

/** An embedder on 5,000 texts, with so many numbers. */
function embeddingDims(data: string): Task {
  const texts = textsOf(readNews(data).train).slice(0, 5000)
  return {
    small: 8,
    run: dims => {
      const embedder = trainEmbedder(texts, { dims })
      return () => ({ share: embedder.info.share })
    }
  }
}

/** A search over documents of three sentences. */
function documents(data: string): Task {
  const pool = sentencePool(textsOf(readNews(data).train))
  return {
    small: 300,
    run: size => {
      const search = createSearch(drawDocuments(pool, size, 1))
      const questions = drawDocuments(pool, QUERIES, 2).map(({ title }) => title.split(' ').slice(0, 6).join(' '))
      return () => {
        const micros = questions.map(question => {
          const start = performance.now()
          search.search(question, { limit: 10 })
          return (performance.now() - start) * 1000
        })
        return { query_us: median(micros) }
      }
    }
  }
}

function shareRight(
  label: (text: string) => string | undefined,
  test: readonly { text: string; label: string }[]
): number {
  const tested = test.slice(0, TESTED)
  return tested.filter(row => label(row.text) === row.label).length / tested.length
}
