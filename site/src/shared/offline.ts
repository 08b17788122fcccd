/** Lets the pages open without a network after the first visit, where they are built and the browser allows it. */
export function keepOffline(base: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // A browser that refuses, as in private windows, has the pages from the network.
  addEventListener('load', () => void navigator.serviceWorker.register(`${base}service-worker.js`).catch(() => {}))
}
