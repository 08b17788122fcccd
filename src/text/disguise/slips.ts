import type { Pieces } from '../pieces.ts'

const CHUNK = /\S+/g
const RUN = /[\p{L}\p{M}\p{N}]+/gu
const REPEATED = /(\p{L})\1+/gu
const NUMBER = /\p{N}/u
const SURROGATE = /[\ud800-\udfff]/
/** A sign between two runs of so many letters parts two words; beside a shorter run it may hide or split one. */
const LONG_RUN = 4
/** Words of fewer or of more letters have no slips: too many others are one letter away, or none is. */
const SHORTEST = 3
const LONGEST = 12

/**
 * Appends the words of `text`, letters run together and those that repeat themselves once, and each word also with one letter
 * after its first left out: its deletion neighbourhood (Mor and Fraenkel 1982). Words that differ by a letter lost, added, hidden
 * or another one, or by two neighbours that changed places, have one of these in common. No words with digits.
 */
export function pushSlips(pieces: Pieces, text: string): void {
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    let word = ''
    let from = index
    let to = index
    let last = 0
    for (const { 0: run, index: at } of chunk.matchAll(RUN)) {
      if (last >= LONG_RUN && run.length >= LONG_RUN) {
        pushWord(pieces, word, from, to)
        word = ''
      }
      if (word === '') from = index + at
      word += run
      to = index + at + run.length
      last = run.length
    }
    pushWord(pieces, word, from, to)
  }
}

function pushWord(pieces: Pieces, run: string, from: number, to: number): void {
  const word = run.replace(REPEATED, '$1')
  const { length } = word
  if (length < 2 || NUMBER.test(word)) return
  pieces.push(word, 0, length, from, to, false)
  if (length < SHORTEST || length > LONGEST || SURROGATE.test(word)) return
  for (let i = 1; i < length; i++) {
    pieces.push(word.slice(0, i) + word.slice(i + 1), 0, length - 1, from, to, false)
  }
}
