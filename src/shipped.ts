/** As much of it as addresses need: the library is compiled without the types of a page or of Node. */
declare const URL: new (path: string, base: string) => { readonly href: string }

// Each address is written out, because Vite and webpack look for just this expression to put the file beside the page. It is right
// from here and from the built files, which are as deep below the package. Functions, so that nothing asks for a URL where there is none.

/** Where the ready filters are. */
export const FILTER_URLS = {
  spam: () => new URL('../models/spam/model.safetensors', import.meta.url),
  toxicity: () => new URL('../models/toxicity/model.safetensors', import.meta.url),
  language: () => new URL('../models/language/model.safetensors', import.meta.url)
}

/** Where the word vectors are. */
export const VECTOR_URLS = {
  en: () => new URL('../models/en/model.safetensors', import.meta.url)
}
