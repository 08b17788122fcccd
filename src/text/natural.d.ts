/**
 * Deep paths of `natural`: its root pulls database drivers and cannot be bundled for a page, these files stand alone. Each
 * is a CommonJS module whose whole value is the default import.
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/lancaster_stemmer.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_es.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_fr.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_it.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_nl.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_no.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_pt.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_ru.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_sv.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_uk.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/util/stopwords.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_es.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_fr.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_it.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_nl.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_no.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_pt.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_ru.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_sv.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_uk.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_fa.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_pl.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_id.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_ja.js' {
  const list: { words: string[] }
  export default list
}
declare module 'natural/lib/natural/util/stopwords_zh.js' {
  const list: { words: string[] }
  export default list
}
