/** Where a module is. Every host of ES modules says it, the language does not. */
interface ImportMeta {
  url: string
}
