import '../style/base.css'
import '../style/shell.css'
import { element } from './element.ts'
import { keepOffline } from './offline.ts'

/** The pages, by their folders. */
const PAGES = [
  ['topics', 'Topics'],
  ['filter', 'Filter'],
  ['search', 'Search'],
  ['models', 'Models'],
  ['docs', 'Documents']
] as const

const THEMES = ['auto', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]
const THEME_KEY = 'waymark-theme'

/** Puts the head and the foot around the `main` of a page, `base` being the way to the top of the site from there. */
export function shell(here: string, base: string): void {
  const links = PAGES.map(([folder, name]) => {
    const current: Record<string, string> = folder === here ? { 'aria-current': 'page' } : {}
    return element('li', {}, element('a', { href: `${base}${folder}/`, ...current }, name))
  })
  const head = element(
    'header',
    { class: 'site-head' },
    element(
      'div',
      {},
      element('a', { class: 'name', href: base }, 'Waymark'),
      element('nav', { 'aria-label': 'Pages' }, element('ul', {}, ...links)),
      themeButton()
    )
  )
  const foot = element(
    'footer',
    { class: 'site-foot' },
    element('p', {}, 'Everything on these pages runs in your browser. Nothing you type, drop or train leaves it.')
  )
  document.body.prepend(element('a', { class: 'skip', href: '#main' }, 'Skip to the page'), head)
  document.body.append(foot)
  keepOffline(base)
}

function themeButton(): HTMLButtonElement {
  const button = element('button', { type: 'button' })
  const show = (theme: Theme) => {
    if (theme === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    button.textContent = `Theme: ${theme}`
  }
  let theme = savedTheme()
  show(theme)
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]
    show(theme)
    try {
      localStorage.setItem(THEME_KEY, theme)
    } catch {
      // A page that may keep nothing still changes its colours.
    }
  })
  return button
}

function savedTheme(): Theme {
  try {
    const saved = localStorage.getItem(THEME_KEY)
    return THEMES.find(theme => theme === saved) ?? 'auto'
  } catch {
    return 'auto'
  }
}
