/**
 * Letters of other scripts that look like a Latin letter in common fonts, each above the letter it looks like. A choice of
 * what spam and abuse use, after Unicode's confusables.txt (UTS #39); letters that are merely similar (Cyrillic т, Greek β)
 * are left out, because a wrong fold spoils real words.
 */
const PAIRS: readonly (readonly [string, string])[] = [
  // Cyrillic
  ['АВЕЅІЈКМНОРСТУҮХԌԚԜ', 'ABESIJKMHOPCTYYXGQW'],
  ['аеѕіјорсуүхһԁԍԛԝӏ', 'aesijopcyyxhdgqwl'],
  // Greek
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ['αγικνορυχω', 'ayikvopuxw'],
  // Armenian
  ['ՏՕԼՍօսհզցո', 'SOLUouhqgn'],
  // Cherokee
  ['ᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᏚᏙᎳᏃ', 'ABCEHJKLMPSVWZ'],
  // Latin small capitals and phonetic letters
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ', 'abcdefghijklmnoprstuvwyzag']
]

const FULL_WIDTH = 0xfee0

function build(): Map<string, string> {
  const table = new Map<string, string>()
  for (const [from, to] of PAIRS) {
    const letters = Array.from(from)
    for (let i = 0; i < letters.length; i++) table.set(letters[i], to[i])
  }
  // Full-width letters, for a text that was not put in NFKC, which folds them.
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz') {
    table.set(String.fromCharCode(letter.charCodeAt(0) + FULL_WIDTH), letter)
  }
  return table
}

/** From a look-alike to its Latin letter. */
export const CONFUSABLES: ReadonlyMap<string, string> = /* @__PURE__ */ build()
