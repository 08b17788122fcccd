/** A topic and the sentences that teach it. */
export interface Topic {
  readonly title: string
  readonly sentences: readonly string[]
}

/** What the page starts with. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'World',
    sentences: [
      'Ministers agree on a border truce after weeks of talks',
      'Voters queue before dawn to elect a new president',
      'Flood water drives thousands from villages along the border',
      'Parliament votes to end the state of emergency',
      'Aid convoys reach the northern villages after the truce'
    ]
  },
  {
    title: 'Sports',
    sentences: [
      'Late goal sends Harbour United into the cup final',
      'Coach resigns after the team loses a ninth game',
      'Sprinter breaks the national record and wins gold',
      'The keeper saved two penalties and the team won the cup',
      'Teenager wins the final game against the top seed'
    ]
  },
  {
    title: 'Business',
    sentences: [
      'Shares fall as the retailer cuts its profit forecast',
      'Central bank raises interest rates to cool prices',
      'Airline buys a smaller rival for two billion',
      'Oil prices rise and energy shares gain',
      'Carmaker closes a plant as profit and sales fall'
    ]
  },
  {
    title: 'Technology',
    sentences: [
      'New phone chip promises two days of battery life',
      'Researchers find a flaw in popular router software',
      'Robot arm learns to fold laundry by watching videos',
      'Start-up trains a language model on a phone',
      'Software update fixes a flaw in the phone browser'
    ]
  }
]

/** What stands in the box at first. */
export const DRAFT = 'The bank cut its forecast after the team behind the phone app resigned'
