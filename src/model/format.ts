/** The value of `format` that tells our files from other safetensors files. */
export const FORMAT = 'waymark'

/** The header entry that holds the metadata: no tensor may have this name. */
export const METADATA = '__metadata__'

/** Bytes of the header length at the start of the file; the header is padded to a multiple of it. */
export const LENGTH_BYTES = 8

/**
 * Longest header written, and read unless the reader says otherwise: 4 MiB. A parsed header takes many times its length in
 * memory, so this bounds what a stranger's file can make a page spend. Long lists of strings belong in tensors.
 */
export const MAX_HEADER_BYTES = 4 * 2 ** 20
