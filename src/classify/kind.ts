/** What a file of this kind calls itself. */
export const KIND = 'waymark-text-classifier'
/** The newest version of its layout. A file says the oldest that is enough, so that older readers can have it. */
export const VERSION = 3
