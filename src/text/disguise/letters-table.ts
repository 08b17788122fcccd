/**
 * Characters that pass for Latin letters, after Unicode's confusables.txt (UTS #39), with strokes, small capitals, turned letters and
 * others of well-known alphabets for show. By the code point of the first, one sign for each that follows: a capital where it
 * looks like that letter, a small one where it only recalls it, which is enough in a word that is a disguise for other reasons,
 * and a full stop for none. What NFKC folds (full width, mathematical letters), accents, and scripts of antiquity are not here.
 */
const RUNS: readonly (readonly [first: number, letters: string])[] = [
  // Latin
  [0x141, 'll.......nn'],
  [0x180, 'b.bBB.c..d..dG..eff...Ii.kl..nno.....pR....t.tt.....yzz......S.pI'],
  [0x23c, 'c.ts....u.eejjqq.ryyAA.BCCDDEE.EE..FGGGY.HH.IIIL.L.WWMNNNO...R..RRJRRRS.FLJT..UUVWYYZZZ......B..HJKLQ..D'],
  // Greek
  [0x391, 'ABr.EZHoIKaMN.O.P.eTY.X.o.....i.A.Y.e.noIkauVeO.PcOtU.x.w....w.........qq..Ff'],
  [
    0x3f3,
    'J......M.......h.eSIiJ..h....AbBraE..n.K.MHOnPCTYoXuywwb.Be.rAbbRaE..nnk.mhOnPCtY.Xuywwbbbe.r..hreSIiJ..hk....Wbb'
  ],
  // Cyrillic
  [0x472, 'ooVV.......w'],
  [0x48c, 'bb....ff......kkkkkk..h..h...qcct.YYyyxx......hHeEeeI..kk..hhh...m.I...a'],
  [0x4fa, 'f.xx...Ddd........Gg'],
  [0x51a, 'qQWW'],
  // Armenian
  [0x535, 't..........z...u..cn.r..UqSr....O...........W.Q..Qt.p......H.n.ujh.Nz..NU..rG..FO'],
  // Hebrew
  [0x5d0, 'x...nL.nV...j..LjOy..y.p.vn'],
  // Thai
  [0xe19, 'uu..w..n..r........w..y'],
  [0xe4f, 'oO.bmd.b'],
  // Georgian
  [0x10dd, 'm.........Y.b.d...x......f........O'],
  // Cherokee
  [0x13a0, 'DRT..I...YAJE..a...W..gM...H.Yo.G.HZ........u..B..R.WS...VS...LC..P...KD...o......hGB'],
  // Canadian syllabics
  [0x15de, 'D...........Dd...wM...e..B'],
  // Phonetic letters
  [0x1d00, 'A...CD.E.IJK.M.O.O......P..TU...VWZ...R'],
  [0x1d6e, 'f.n.r.stz....iipu....G........Y'],
  // Currencies
  [0x20a1, 'c..lmn..w.d.kt..pgas....r'],
  // Mathematics
  [0x2200, 'a.de....e'],
  // Coptic
  [0x2c85, 'R........H...I.K...M.N...OO..PPCCT.Y...X'],
  // Tifinagh
  [0x2d31, 'o......VE.......o'],
  [0x2d4f, 'I....OQ.......X'],
  // Bopomofo
  [0x3112, 't...o...y..........l..xu'],
  // Lisu
  [0xa4d0, 'BPDDT.GK.JC.ZF.MNLSR..VH..WXY.A.E.IOU.l'],
  // More Latin
  [0xab32, 'E..F.......Oo........RR.....U...U.......Y'],
  // Small Cherokee
  [0xab74, 'oI...........R.W..........o....Z........u'],
  [0xaba9, 'VS....C...........o']
]

/** The others, each before its letter. */
const LONE =
  'هOہOھOەO٥O۵OဝOഠOଠOංOಂOംOంO¢cÐdØoÞbðdøoþbĐdđdĦhħhıIŦfŧtǝEǤgǥgȤzȥzͿJӨoөo०O০Oคaงvฉa฿bเiაaᐯVᑌUᑎnᑫqᑭPᑯDᒍJᒪLᕁXᕊbᕼHᕽXᖇRᖯBᖴFᗅA᙭xᧁgẝFỿY℮EↃc⍳I⍴P⍺AⱧhⱩkⳐL〇Oのoんhイtズkナtフj丂s七t丨i丫y乂x乃b乇e乙z乚l几n刀n匚c卂a千f卄h卩p口o回o尸p尺r山w工i爪mꙇIꚍtꚕhꛟVꜰFꜱSꝀkꝊoꝋoꝡwꞘFꞙFꞟUꞲJꞳXꞴB'

function build(): Map<string, string> {
  const table = new Map<string, string>()
  for (const [first, letters] of RUNS) {
    for (let i = 0; i < letters.length; i++)
      if (letters[i] !== '.') table.set(String.fromCharCode(first + i), letters[i])
  }
  for (let i = 0; i < LONE.length; i += 2) table.set(LONE[i], LONE[i + 1])
  return table
}

/** From a character to the Latin letter it passes for: a capital where it looks like it, a small one where it recalls it. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = /* @__PURE__ */ build()

/** First code points of alphabets that no language is written in, and that NFKC keeps: circled, squared, and flag letters. */
const DRESSED = [0x1f150, 0x1f170, 0x1f1e6]

/** The letter in a dress such as 🅐, 🅰 or 🇦, or undefined. */
export function dressedLetter(code: number): string | undefined {
  if (code < 0x1f150 || code > 0x1f1ff) return undefined
  for (const first of DRESSED) if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first)
  return undefined
}
