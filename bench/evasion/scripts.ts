import { type Attack, byTable } from './attack.ts'

function table(latin: string, other: string): Record<string, string[]> {
  const letters = Array.from(other)
  return Object.fromEntries(Array.from(latin, (letter, i) => [letter, [letters[i]]]))
}

/** Every letter that has a twin in Cyrillic: whole words then have no Latin letter left. */
export const cyrillic: Attack = byTable(
  'cyrillic',
  'all letters that have a twin in Cyrillic',
  1,
  table('ABCEHIJKMOPSTXYaceijopsxyhdqwvg', 'АВСЕНІЈКМОРЅТХУасеіјорѕхуһԁԛԝѵց')
)

export const greek: Attack = byTable(
  'greek',
  'all letters that have a twin in Greek, or a cousin',
  1,
  table('ABEHIKMNOPTXYZaeikmnoptuvwxy', 'ΑΒΕΗΙΚΜΝΟΡΤΧΥΖαειкмηορτυνωχγ')
)
