import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFeaturizer, featurizerFromConfig, normalize, normalizeMapped } from '../../src/text/index.ts'

const undo = (text: string) => normalize(text, { disguise: true })

/** Texts in disguise, and what they say; `stays` is what cannot be undone, and is left for features to bridge. */
const UNDONE: Record<string, readonly (readonly [disguised: string, plain: string])[]> = {
  'letters of other scripts': [
    ['сlick hеre for frее mоney', 'click here for free money'],
    ['Ѕеnd СASH nоw', 'send cash now'],
    ['ωιηηεr ηοω', 'winner now'],
    ['yσu stuρid idiοt', 'you stupid idiot'],
    ['ᏚᎬᎪᎡᏟᎻ for cheap loans Ꮪlots', 'search for cheap loans slots'],
    ['Gօօd աօrk, free 千ree', 'good work, free free']
  ],
  'alphabets in dress': [
    ['𝓯𝓻𝓮𝓮 𝕞𝕠𝕟𝕖𝕪 ｎｏｗ', 'free money now'],
    ['Ⓕⓡⓔⓔ 🅼🅾🅽🅴🆈 🄽🄾🅆 🅕🅡🅔🅔', 'free money now free'],
    ['⒡⒭⒠⒠ money', 'free money'],
    ['🇫🇷🇪🇪 🇲🇴🇳🇪🇾 to 🇺🇸', 'free money to us'],
    ['ꜰʀᴇᴇ ᶠʳᵉᵉ ɟɹǝǝ', 'free free free']
  ],
  marks: [
    ['f̷̢r̶̛e̸͠e̵ m̴̡oney', 'free money'],
    ['fŕéê möñèÿ ñøẃ', 'free money now'],
    ['f\u200br\u00ade\ufe0fe', 'free']
  ],
  'words spelled out': [
    ['f r e e  m o n e y', 'free  money'],
    ['w.i.n a p-r-i-z-e', 'win a prize'],
    ['you s_t_u_p_i_d i/d/i/o/t', 'you stupid idiot'],
    ['Y o u  s t u p i d  b a g', 'you  stupid  bag']
  ],
  'digits and signs': [
    ['fr3e m0ney, cl1ck h3re', 'free money, click here'],
    ['y0u 5tup1d m0r0n, g0 4w4y', 'you stupid moron, go away'],
    ['$tup!d @sshole', 'stupid asshole'],
    ['k1ll y0ur5e1f', 'kill yourself'],
    ['fr33 v1agra, ch3ap 4nd 7h3 bes7', 'free viagra, cheap and the best'],
    ['|=ree |\\/|oney, |\\|o c/\\sh l0()se', 'free money, no cash loose'],
    ['id*ot st*pid m~ron', 'idot stpid mron']
  ],
  'letters drawn out': [
    ['freeeee moneyyyy', 'free money'],
    ['whaaaat a looooser', 'what a looser']
  ],
  'several at once': [
    ['F\u200bR33 m0пеу, с-l-і-с-k', 'free money, click'],
    ['Y0u 𝓈𝓉𝓊𝓅𝒾𝒹 m.0.r.0.n', 'you stupid moron']
  ]
}

const ORDINARY: Record<string, readonly string[]> = {
  English: [
    "I'll meet you at 5pm on the 3rd, gate B12, with $20 or £15.50 (or 100%).",
    'Call 0800-123-456 between 9am-5pm; mail john.d0e@example.com or see https://www.example.com/a1b?c=d',
    'C#, C++, R&B and/or AT&T: f(x) = a[i] * 2^8, word(s), he/she, rock&roll, 24/7',
    'mp3 mp3s covid19 win10 h1n1 b2b k8s i18n utf8 4K iPhone6 gr8 m8 2nite A4',
    '@someone @bob #hashtag I <3 you :) great!thanks well-known don’t o’clock e.g. this, i.e. that',
    'plan a i think, x-y-z-axis, the α decay and the β, 5 × 3, 20 °C, µm 🇫🇷 🇬🇧🇩🇪 1000000 www.example.com'
  ],
  German: ['Die Größe der Straße überrascht: 3,50 € für süße Brötchen, Äpfel und Öl.'],
  French: ["L'été, à la forêt, nous avons dîné près d'Évry; ça coûte 12 €, garçon, Noël où naïveté."],
  Czech: ['Příští týden přijde můj přítel Dvořák na čaj, řekl žák.'],
  Turkish: ['Iğdır’da güneşli bir gün, çocuklar şarkı söylüyor.'],
  Vietnamese: ['Được rồi, tôi sẽ đến trường vào buổi chiều để gặp thầy giáo.'],
  Yoruba: ['Ọjọ́ dára, a ó lọ sí ọjà ní òwúrọ̀.'],
  Russian: ['Привет, как дела? Она сама рассорила соседа, купил iPhone 5 за 500 ₽, ООН, АОО.'],
  Greek: ['Ένα ωραίο κείμενο για το iPhone, με τον ήλιο και τη θάλασσα.'],
  Hindi: ['यह एक साधारण वाक्य है, कीमत १०० रुपये, हिन्दी में।'],
  Thai: ['นี่คือประโยคธรรมดา ราคา ๑๐๐ บาท ที่ตลาด'],
  Arabic: ['هذه جُملةٌ عاديّة، الثمن ١٥٠ درهمًا في السوق.'],
  Hebrew: ['זהו משפט רגיל, שָׁלוֹם לכולם, מחיר 100 ש"ח.'],
  Japanese: ['これは普通の文です。Tシャツは第3回、ｶﾞｯｺｳの口と工の山。'],
  Chinese: ['这是一个普通的句子，卡拉OK，A口出，山上有工人。'],
  Korean: ['이것은 평범한 문장입니다. 가격은 100원, ㅋㅋ.']
}

const keys = Object.keys as <K extends string>(of: Record<K, unknown>) => K[]

describe.each(keys(UNDONE))('disguise, %s', kind => {
  it.each(UNDONE[kind])('%s → %s', (text, plain) => {
    expect(undo(text)).toBe(plain)
    expect(normalizeMapped(text, { disguise: true }).text).toBe(plain)
    expect(text).not.toBe(plain)
  })
})

describe.each(keys(ORDINARY))('disguise leaves ordinary %s alone', language => {
  it.each(ORDINARY[language])('%s', text => {
    expect(undo(text)).toBe(normalize(text))
  })
})

describe('disguise', () => {
  it('once undone stays undone', () => {
    for (const [, plain] of Object.values(UNDONE).flat()) expect(undo(plain)).toBe(plain)
    for (const text of Object.values(ORDINARY).flat()) expect(undo(undo(text))).toBe(undo(text))
  })

  it('of words of plain letters there is none', () => {
    const word = fc.string({ unit: fc.constantFrom(...'bcdefgilmnoprst'), minLength: 2, maxLength: 9 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), words => {
        const text = words.join(' ').replace(/(.)\1\1+/g, '$1')
        expect(undo(text)).toBe(text)
      })
    )
  })

  it('maps what it folds to where it stood', () => {
    const text = 'so f.r.3.3 and |\\/|0ⓝ€y'
    const { text: out, starts, ends } = normalizeMapped(text, { disguise: true })
    expect(out).toBe('so free and money')
    const behind = (piece: string) => {
      const at = out.indexOf(piece)
      return text.slice(starts[at], ends[at + piece.length - 1])
    }
    expect(behind('free')).toBe('f.r.3.3')
    expect(behind('money')).toBe('|\\/|0ⓝ€y')
    expect(behind('m')).toBe('|\\/|')
  })

  it.each(['a', '|', '$', '1a', 'a ', 'a.', '0', 'а', 'é', 'e\u0301', '🇦', '(a)', '|\\/|', 'aа1 '])(
    'takes a hundred kilobytes of %j',
    unit => {
      expect(typeof undo(unit.repeat(1e5 / unit.length))).toBe('string')
    }
  )
})

describe('a block within the text', () => {
  const block = { name: 'stream', kind: 'char', within: 'text', min: 3, max: 5, dims: 2 ** 12 } as const
  const featurizer = createFeaturizer({ normalize: { disguise: true }, blocks: [block] })

  it('sees one text in what is broken, joined, stretched or plain', () => {
    const [plain] = featurizer.transformOne('free money now')
    for (const text of [
      'freemoneynow',
      'fr ee mon-ey now',
      'f r e e m o n e y n o w',
      'FREEE money... noow!',
      'f.ree_mo/neynow'
    ]) {
      expect(featurizer.transformOne(text)[0]).toEqual(plain)
    }
    expect(featurizer.transformOne('see money now')[0]).not.toEqual(plain)
    expect(featurizer.transformOne(' .,! ')[0].indices.length).toBe(0)
  })

  it('traces its n-grams to where they stand', () => {
    const text = 'f-r ee moooney'
    const spans = featurizer.trace(text).map(({ start, end }) => text.slice(start, end))
    expect(spans).toContain('f-r ee')
    expect(spans).toContain('moooney')
    expect(spans.every(span => span.length > 0)).toBe(true)
  })

  it('has its own analyser name, and is refused under the first', () => {
    const { config } = featurizer
    expect(config.analyzer).toBe('waymark-text-2')
    expect(createFeaturizer().config.analyzer).toBe('waymark-text-1')
    expect('disguise' in createFeaturizer().config.normalize).toBe(false)
    expect(featurizerFromConfig(config).config).toEqual(config)
    expect(() => featurizerFromConfig({ ...config, analyzer: 'waymark-text-1' })).toThrow(
      'config.analyzer: expected "waymark-text-2", got "waymark-text-1"'
    )
    expect(() => createFeaturizer({ blocks: [{ ...block, stopWords: true }] })).toThrow('blocks[0].stopWords')
    expect(() => createFeaturizer({ blocks: [{ ...block, kind: 'word' }] })).toThrow('blocks[0].within')
  })
})
