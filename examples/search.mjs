// Searches a few notes, and gathers what a language model should read before it answers.
// Run it: npm run build && node examples/search.mjs "a question of your own"
import { createSearch } from 'waymark'

const notes = [
  {
    id: 'compost',
    title: 'Compost',
    text: 'Layer kitchen scraps with dry leaves. Turn the heap every two weeks; when it smells, it is too wet and wants more leaves.'
  },
  {
    id: 'tomatoes',
    title: 'Tomatoes',
    text: 'Sow indoors in March and plant out after the last frost. Water the soil, not the leaves, or blight comes with the first warm rain.'
  },
  {
    id: 'slugs',
    title: 'Slugs',
    text: 'They come at night and eat young lettuce first. Copper tape around the bed helps for a season; collecting them with a torch helps every time.'
  },
  {
    id: 'frost',
    title: 'Frost',
    text: 'Clear nights in May may still freeze. Cover young plants with fleece before sunset and take it off in the morning.'
  },
  {
    id: 'rain',
    title: 'Rain barrel',
    text: 'The barrel under the shed roof holds 300 litres, which waters the beds for a dry week. Empty it before the winter, or the ice cracks it.'
  },
  {
    id: 'garlic',
    title: 'Garlic',
    text: 'Plant the cloves in October, point up, a hand apart. It wants the winter cold. Harvest when half of the leaves are yellow.'
  },
  {
    id: 'roses',
    title: 'Roses',
    text: 'Cut them back when the forsythia blooms. Black spots on the leaves are a fungus: gather what has fallen and keep it out of the compost.'
  },
  {
    id: 'bees',
    title: 'Bees',
    text: 'Leave a corner unmown. Solitary bees nest in bare ground and in hollow stems, so leave some stems standing over the winter.'
  }
]
const search = createSearch(notes)

/** A snippet with its marks in stars. */
function starred({ text, marks }) {
  let out = ''
  let at = 0
  for (const { start, end } of marks) {
    out += `${text.slice(at, start)}*${text.slice(start, end)}*`
    at = end
  }
  return out + text.slice(at)
}

const question = process.argv.slice(2).join(' ') || 'How do I keep young plants from freezing?'
console.log(question)
for (const { score, document, snippet } of search.search(question, { limit: 3 })) {
  console.log(`${score.toFixed(2)}  ${document.title}: ${starred(snippet)}`)
}

const { text, sources, tokens } = search.context(question, { maxTokens: 80 })
if (sources.length === 0) console.log('No note says anything of it.')
else console.log(`\nTo be read before answering, about ${tokens} tokens:\n\n${text}\n`)
for (const { number, id, field, start, end } of sources) console.log(`[${number}] ${id}, ${field} ${start}-${end}`)
