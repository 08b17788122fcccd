/** Letters past ASCII of the alphabets that are written with Latin letters, small ones, in their composed form. */
const ALPHABETS: readonly string[] = [
  // French and Walloon; German; Dutch; Spanish, Catalan and Basque; Portuguese; Italian
  ...['àâæçéèêëîïôœùûüÿå', 'äöüßéàè', 'éëïöüèêáíóúĳ', 'áéíóúüñàèïòç·ŀ', 'ãáàâçéêíóôõúü', 'àèéìíîòóùú'],
  // Danish, Norwegian, Swedish and Finnish; Icelandic and Faroese; Irish and Gaelic; Welsh
  ...['æøåäöéèàüáôêòóšž', 'áðéíóúýþæöø', 'áéíóúàèìòùḃċḋḟġṁṗṡṫ', 'âêîôûŵŷäëïöẅÿáéíóúàèìòù'],
  // Polish; Czech and Slovak; Hungarian; Romanian; Croatian, Slovene and Bosnian; Albanian
  ...['ąćęłńóśźż', 'áäčďéěíĺľňóôŕřšťúůýž', 'áéíóöőúüű', 'ăâîșțşţ', 'čćđšž', 'çëâêîôû'],
  // Lithuanian; Latvian; Estonian; Maltese; Sami; Esperanto
  ...['ąčęėįšųūžãẽĩũ', 'āčēģīķļņōŗšūž', 'äöõüšž', 'àèìòùċġħżé', 'áâåäöøæčđïŋšŧžõ', 'ĉĝĥĵŝŭ'],
  // Turkish, Azerbaijani and Tatar; Kurdish; Uzbek and Turkmen
  ...['çğıiöşüâîûəñ', 'çêîşûẍḧ', 'çäňöşüýžğʻʼ'],
  'àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ',
  // Hausa and Fula; Yoruba and Igbo; Akan, Ewe and Ga; Malagasy, Hawaiian and Maori; pinyin
  ...['ɓɗƙƴŋñ', 'ẹọṣịụṅàáèéìíòóùúńǹḿāēīōū', 'ɛɔŋɖƒɣʋáàãéèẽíìóòõúù', 'àâéèêëìïñôāēīōūʻ', 'āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹê']
]

const SETS: readonly ReadonlySet<string>[] = /* @__PURE__ */ ALPHABETS.map(letters => new Set(letters))

/** Whether one alphabet has all of `letters`, small Latin letters past ASCII. */
export function inOneAlphabet(letters: ReadonlySet<string>): boolean {
  if (letters.size === 0) return true
  const list = [...letters]
  return SETS.some(set => list.every(letter => set.has(letter)))
}
