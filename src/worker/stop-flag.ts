/** Memory shared with a worker, 0 for go on; undefined where the page may have none, as it is not isolated from others. */
export function stopFlag(): Int32Array | undefined {
  return typeof SharedArrayBuffer === 'undefined' ? undefined : new Int32Array(new SharedArrayBuffer(4))
}

/** Says stop. */
export function raise(flag: Int32Array | undefined): void {
  if (flag !== undefined) Atomics.store(flag, 0, 1)
}

/** Whether it says stop. */
export function isRaised(flag: Int32Array | undefined): boolean {
  return flag !== undefined && Atomics.load(flag, 0) === 1
}
