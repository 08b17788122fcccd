import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** What a path is answered with: bytes, or whatever a function does. */
export type Route = Uint8Array | string | ((request: IncomingMessage, response: ServerResponse) => void)

/** Routes of a server, by path; every other path is 404. Those with a body have the type of unknown bytes. */
export type Routes = Record<string, Route>

/** A server of this machine that lives as long as the tests of the file. */
export async function serve(routes: Routes) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined
    if (route === undefined) response.writeHead(404).end()
    else if (typeof route === 'function') route(request, response)
    else {
      const length = Buffer.byteLength(route)
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': length }).end(route)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, port, asked, routes }
}

/** A route that leads elsewhere. */
export function redirect(to: string, status = 302): Route {
  return (_, response) => response.writeHead(status, { location: to }).end()
}
