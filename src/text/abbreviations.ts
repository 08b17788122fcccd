/** Never the last word of a sentence: a name, a word or an example follows. As they are written, without the full stop. */
const OPEN =
  'Mr mr Mrs mrs Ms ms Dr dr Prof prof Rev Hon Gen Col Maj Capt Lt Sgt Gov Sen Rep Pres Messrs Mme Mlle Sr Sra Dra Hr Nr nr bzw ggf vgl inkl evtl Dipl Ing Sig Dott Dott.ssa vs cf Cf viz approx ca Ca resp i.e e.g I.e E.g ie eg z.B d.h u.a т.е см См им ул'

/** Not the last word where a number or a roman numeral follows. */
const NUMBERED =
  'No no Nos nos Fig fig Figs figs Eq eq Eqs eqs Tab tab Vol vol Sec sec Sect sect Ch ch Chap chap Art art Par par Ref ref Refs refs App app p pp P pp S s Abb abb Bd bd Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec jan feb mar apr jun jul aug sep sept oct nov dec núm pág стр рис'

/** May be the last word, which the next tells. */
const EITHER = 'al St Mt Str Inc Ltd Co Corp Bros Jr jr Dept dept Univ univ Ave Blvd Rd Ph.D PhD Est ed eds Ed Eds г'

/** Words that a sentence begins with far more often than a name does. */
const STARTERS =
  'The This That These Those It He She We They You In On At For From But And So A An If When While However As His Her Its Our Their There Here After Before With By To Not No Yes What Who Why How Then Thus Also Although'

const open: ReadonlySet<string> = /* @__PURE__ */ new Set(OPEN.split(' '))
const numbered: ReadonlySet<string> = /* @__PURE__ */ new Set(NUMBERED.split(' '))
const either: ReadonlySet<string> = /* @__PURE__ */ new Set(EITHER.split(' '))
const starters: ReadonlySet<string> = /* @__PURE__ */ new Set(STARTERS.split(' '))

/** Letters with a full stop between every two: `U.S`, `a.m`, `т.д`. */
const ACRONYM = /^\p{L}(?:\.\p{L})+$/u
/** One capital, but for `I`, which is a word and a number more often. */
const INITIAL = /^(?!I)\p{Lu}$/u
const NUMBER = /^(?:\p{N}|[IVXL]{2,}\b|[VX]\b)/u
/** The number of an item: `1.`, `b.`, `iv.` */
const ITEM = /^(?:\d{1,3}|[ivxIVX]{1,4}|\p{L})$/u

/**
 * Whether the full stop behind `word` is that of an abbreviation and ends no sentence. `next` is the text that follows, from its
 * first word on; `first` tells that the word begins the sentence.
 */
export function abbreviates(word: string, next: string, first: boolean): boolean {
  if (word === '') return false
  if (open.has(word)) return true
  if (numbered.has(word) && NUMBER.test(next)) return true
  if (first && ITEM.test(word)) return true
  if (!either.has(word) && !ACRONYM.test(word) && !INITIAL.test(word)) return false
  const follower = /^\p{L}*/u.exec(next)?.[0] ?? ''
  return !starters.has(follower.slice(0, 1).toUpperCase() + follower.slice(1))
}
