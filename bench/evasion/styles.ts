import { type Attack, eachChunk, eachLetter, pick } from './attack.ts'

/** First letters of whole alphabets in another dress, capital and small; what a style lacks it takes from the other case. */
const STYLES: readonly (readonly [upper: number, lower: number])[] = [
  [0x1d400, 0x1d41a],
  [0x1d468, 0x1d482],
  [0x1d4d0, 0x1d4ea],
  [0x1d56c, 0x1d586],
  [0x1d5a0, 0x1d5ba],
  [0x1d5d4, 0x1d5ee],
  [0x1d63c, 0x1d656],
  [0x1d670, 0x1d68a],
  [0xff21, 0xff41],
  [0x24b6, 0x24d0],
  [0x1f130, 0x1f130],
  [0x1f150, 0x1f150],
  [0x1f170, 0x1f170],
  [0x1f110, 0x249c]
]

const dress = (letter: string, [upper, lower]: readonly [number, number]): string => {
  const small = letter >= 'a'
  return String.fromCodePoint(letter.charCodeAt(0) - (small ? 97 : 65) + (small ? lower : upper))
}

/** The text in one style of mathematical, full-width, circled, squared or parenthesised letters. */
export const styles: Attack = {
  name: 'styles',
  about: 'every letter mathematical, full-width, circled, squared or in parentheses, one style a text',
  apply: (text, random) => {
    const style = pick(STYLES, random)
    return eachLetter(text, random, 1, letter => dress(letter, style))
  }
}

/** Flag letters; two of them may show as a flag, so half are kept apart by an unseen character. */
export const regional: Attack = {
  name: 'regional',
  about: 'every letter a regional indicator, half of them kept apart by an unseen character',
  apply: (text, random) =>
    eachLetter(
      text,
      random,
      1,
      letter => String.fromCodePoint(0x1f1e6 + letter.toLowerCase().charCodeAt(0) - 97) + pick(['', '\u200b'], random)
    )
}

const SMALL = Array.from('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ')
const RAISED = Array.from('ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ')
const TURNED = Array.from('ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz')

/** Small capitals, raised letters or turned ones, one of them a text. */
export const phonetic: Attack = {
  name: 'phonetic',
  about: 'every letter a small capital, raised, or turned upside down in its place, one of them a text',
  apply: (text, random) => {
    const letters = pick([SMALL, SMALL, RAISED, TURNED], random)
    return eachChunk(text, chunk =>
      chunk.replace(/[a-z]/gi, letter => letters[letter.toLowerCase().charCodeAt(0) - 97])
    )
  }
}
