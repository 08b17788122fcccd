import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isModelName } from '../index.ts'

/** Whether an argument is an address, as opposed to a name or a path; a drive letter is part of a path. */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text)
}

/** A hub as an address, given as one or as the path of a folder. */
export function hubAddress(text: string): string {
  return isAddress(text) ? text : pathToFileURL(`${resolve(text)}/`).href
}

/**
 * A name for a model known by a path or an address alone: that of the file, or of its folder where the file has the name that
 * every model of a hub has. Undefined where neither is a name.
 */
export function nameFrom(place: string): string | undefined {
  const path = place.replace(/[?#].*$/, '').replace(/\\/g, '/')
  const bare = path.replace(/\/+$/, '').replace(/\.(safetensors|json)$/i, '')
  const folder = bare.replace(/(^|\/)model$/, '').replace(/\/resolve\/[^/]+$/, '')
  const name = basename(folder).toLowerCase()
  return isModelName(name) ? name : undefined
}
