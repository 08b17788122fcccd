// The colours that were chosen in the playground, and back: before anything is shown, so that nothing flashes.
const NAMES = { auto: 'os', light: 'light', dark: 'dark' }

try {
  const chosen = NAMES[localStorage.getItem('waymark-theme')]
  if (chosen !== undefined) localStorage.setItem('tsd-theme', chosen)
  document.documentElement.dataset.theme = localStorage.getItem('tsd-theme') ?? 'os'
} catch {
  // A page that may read nothing has the colours of the machine.
  document.documentElement.dataset.theme = 'os'
}

addEventListener('change', ({ target }) => {
  if (target.id !== 'tsd-theme') return
  const name = Object.keys(NAMES).find(key => NAMES[key] === target.value)
  if (name !== undefined) localStorage.setItem('waymark-theme', name)
})
