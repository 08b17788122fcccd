// Tags texts by topic from twenty sentences. Run it: npm run build && node examples/tag.mjs "a text of your own"
import { trainClassifier } from 'waymark'

const sentences = {
  world: [
    'Ministers reach a border truce after weeks of talks',
    'Voters turn out in record numbers for the presidential election',
    'Flood waters force thousands from their homes along the delta',
    'Parliament lifts the state of emergency after quiet weeks',
    'United Nations envoy warns of hunger as the fighting goes on'
  ],
  sports: [
    'Late goal sends Harbour United into the cup final',
    'Teenager stuns the top seed in straight sets at the open',
    'Coach resigns after the team loses a ninth game in a row',
    'Sprinter breaks the national record to take gold',
    'Captain scores a century on the second day of the test'
  ],
  business: [
    'Shares fall as retailer cuts its profit forecast for the year',
    'Central bank raises interest rates to cool inflation',
    'Airline agrees to buy a smaller rival for two billion',
    'Oil prices rise after producers extend their cuts',
    'Carmaker to close a plant and cut four thousand jobs'
  ],
  technology: [
    'New phone chip promises two days of battery life',
    'Researchers find a flaw in popular router software',
    'Search company tests a chatbot that answers from your files',
    'Satellite internet provider launches sixty more craft',
    'Robot arm learns to fold laundry by watching videos'
  ]
}

const examples = Object.entries(sentences).flatMap(([label, texts]) => texts.map(text => ({ text, label })))
const tagger = trainClassifier(examples, { preset: 'topics', threshold: 0.4 })

const given = process.argv.slice(2)
const texts =
  given.length > 0
    ? given
    : [
        'Striker scores twice as the team wins the cup',
        'Bank shares rise after interest rates fall',
        'Software flaw found in a phone chip',
        'Talks on the border resume after the election',
        'Mmm'
      ]

for (const text of texts) {
  const { label = 'no label', probability } = tagger.classify(text)
  const because = tagger.explain(text, { limit: 3 }).map(reason => reason.text)
  console.log(`${label.padEnd(10)} ${probability.toFixed(2)}  ${text}  (${because.join(', ')})`)
}
