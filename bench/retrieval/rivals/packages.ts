import { existsSync } from 'node:fs'

const packages = new URL('../../rivals/node_modules/', import.meta.url)

/** Whether a package is installed in `bench/rivals`; a copy elsewhere does not count. */
export function isInstalled(name: string): boolean {
  return existsSync(new URL(`${name}/package.json`, packages))
}

/** The module at a path below `bench/rivals`, of the type that its adapter says. */
export async function imported<T>(path: string): Promise<T> {
  // The path is computed, so that the compiler asks for no types of packages that are not installed here.
  return import(new URL(path, packages).href)
}
