import { confusableEdits } from './confusables.ts'
import { disguisedLeetEdits } from './disguise/leet.ts'
import { letterEdits } from './disguise/letters.ts'
import { pushSlips } from './disguise/slips.ts'
import { spelledEdits } from './disguise/spelled.ts'
import { streamOf } from './disguise/stream.ts'
import { drawnOutEdits } from './disguise/stretched.ts'
import { leetEdits } from './leet.ts'
import type { Disguises } from './no-disguises.ts'
import { byEdits } from './normalizer.ts'
import { spacedEdits } from './spaced.ts'
import { stretchedEdits } from './stretched.ts'

/** Undoes disguises, and sees through those that cannot be undone. */
export const disguises: Disguises = {
  steps: {
    confusables: [/* @__PURE__ */ byEdits(false, confusableEdits)],
    spaced: [/* @__PURE__ */ byEdits(true, spacedEdits)],
    leet: [/* @__PURE__ */ byEdits(true, leetEdits)],
    stretched: [/* @__PURE__ */ byEdits(true, stretchedEdits)],
    plainLetters: [/* @__PURE__ */ byEdits(false, letterEdits)],
    disguise: [
      /* @__PURE__ */ byEdits(true, spelledEdits),
      /* @__PURE__ */ byEdits(true, disguisedLeetEdits),
      /* @__PURE__ */ byEdits(true, drawnOutEdits)
    ]
  },
  streamOf,
  pushSlips
}
