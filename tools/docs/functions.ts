import { type Application, Converter, ReflectionKind } from 'typedoc'

/**
 * Warns of exported functions without a comment. `requiredToBeDocumented` would take every method of an interface for one, whose name and
 * types often say all there is.
 */
export function requireComments(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const found of project.getReflectionsByKind(ReflectionKind.Function)) {
      const bare = found.isDeclaration() && found.signatures?.some(signature => !signature.hasComment())
      if (bare) app.logger.warn(`${found.getFriendlyFullName()}: expected a comment, got none` as never)
    }
  })
}
