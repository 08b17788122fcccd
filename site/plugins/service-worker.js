const version = 'VERSION'
const files = ['FILES']
/** Another copy of the site on this origin has a cache of its own; a path has no space in it. */
const mine = `waymark ${new URL(self.registration.scope).pathname} `
const cacheName = mine + version

self.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then(cache => cache.addAll(files))
      .then(() => self.skipWaiting())
  )
})

self.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names =>
        Promise.all(names.filter(name => name.startsWith(mine) && name !== cacheName).map(name => caches.delete(name)))
      )
      .then(() => self.clients.claim())
  )
})

self.addEventListener('fetch', event => {
  const { request } = event
  if (request.method === 'GET' && new URL(request.url).origin === self.location.origin)
    event.respondWith(answer(request))
})

/** Of the documents the names of scripts and styles stay when these change. */
const documents = new URL('docs/', self.location.href).href

/** Pages and documents from the network while there is one, so that a new build is seen; what has its hash in its name from what is kept. */
async function answer(request) {
  const cache = await caches.open(cacheName)
  // Files are the same whoever asks; a server that varies them by origin would hide from a module what was kept without one.
  const kept = () => cache.match(request, { ignoreSearch: true, ignoreVary: true })
  if (request.mode !== 'navigate' && !request.url.startsWith(documents)) {
    const found = await kept()
    if (found) return found
  }
  try {
    const response = await fetch(request)
    if (response.ok && response.status === 200) await cache.put(request, response.clone())
    return response
  } catch (error) {
    const found = await kept()
    if (found) return found
    throw error
  }
}
