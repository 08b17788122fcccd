/**
 * Puts a drawing of `@observablehq/plot` into the page. Its own style sheet stays out, since a strict policy allows none in the page;
 * `style/figure.css` says the same. The drawing is one picture to those who hear the page, with this name.
 */
export function showFigure(where: HTMLElement, figure: SVGElement | HTMLElement, name: string): void {
  for (const style of figure.querySelectorAll('style')) style.remove()
  // Names of its parts would only be allowed on parts that have a role.
  for (const part of figure.querySelectorAll('[aria-label], [aria-description]')) {
    part.removeAttribute('aria-label')
    part.removeAttribute('aria-description')
  }
  figure.setAttribute('role', 'img')
  figure.setAttribute('aria-label', name)
  where.replaceChildren(figure)
}

/** Calls `near` once, when an element is about to come into view. */
export function whenNear(element: Element, near: () => void): void {
  const observer = new IntersectionObserver(
    entries => {
      if (!entries.some(entry => entry.isIntersecting)) return
      observer.disconnect()
      near()
    },
    { rootMargin: '50px' }
  )
  observer.observe(element)
}
