/**
 * What it costs in bits, 0 to 9, that one letter follows another in English, −log₂ P(b | a): a row for each first letter, the
 * last row for the start of a word, and a column for each second one, the last for its end. Counted over the words of public
 * comments, each by the root of how often it occurs. It only settles what a sign may stand for, so one language will do.
 */
const COSTS: readonly string[] = [
  '954597565963538593436669584',
  '367929983893893994574899695',
  '396939934935993994745999794',
  '499639793996764995595899691',
  '485356797994537693359676792',
  '388934893995993994753999793',
  '499939544996964994585999791',
  '299929973998883996845999693',
  '564446599974524695439599976',
  '397928985987992898982989994',
  '599928972986956897497989692',
  '389537993973794899565899493',
  '359928993999473498595999693',
  '495447294967965999437799692',
  '765576686964434593543548794',
  '399939954993993493554999793',
  '659999996979999999970999954',
  '386528693967663895445799593',
  '596939944976774599435979791',
  '496938933996894994455979592',
  '554557585974438493339999785',
  '499919992999994999898999795',
  '299838933986943995579969993',
  '363638983999987399944896682',
  '677949995997774697568979991',
  '377929993995694999976999442',
  '444454545665455484346748699'
]

/** The number of the edge of a word, beside the letters 0 to 25. */
export const EDGE = 26

/** The number of a small ASCII letter, or {@link EDGE} for all else. */
export function letterNumber(letter: string): number {
  const n = letter.charCodeAt(0) - 97
  return n >= 0 && n < 26 ? n : EDGE
}

/** The cost of letter `b` behind letter `a`, by number. */
export function pairCost(a: number, b: number): number {
  return COSTS[a].charCodeAt(b) - 48
}
