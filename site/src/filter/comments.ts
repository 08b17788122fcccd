/** A comment under the recipe. */
export interface Comment {
  readonly name: string
  readonly when: string
  readonly text: string
}

/** The people and their bread are invented. */
export const COMMENTS: readonly Comment[] = [
  {
    name: 'Mira',
    when: '9:12',
    text: 'My starter smells like paint thinner after two days in the fridge. Is it dead or just hungry?'
  },
  {
    name: 'Tobias',
    when: '9:20',
    text: 'Just hungry! Feed it twice at room temperature and it will forgive you by Thursday.'
  },
  {
    name: 'BakeMaster24',
    when: '9:21',
    text: 'FREE bread machine!!! You have been selected, click http://bake.example/win and claim your prize now'
  },
  {
    name: 'Anonymous',
    when: '9:34',
    text: 'Who bakes with tap water, you absolute idiots, go back to toast'
  },
  {
    name: 'Ines',
    when: '9:41',
    text: 'Rye flour is the trick. A spoon of it and mine went from sulking to climbing out of the jar.'
  }
]

/** Drafts to start from. */
export const DRAFTS: readonly (readonly [name: string, text: string])[] = [
  ['A friendly word', 'Your crumb looks amazing. Which flour did you use, and how long did it rest?'],
  ['An offer', 'Congratulations! You have won a free holiday, reply WIN to claim your prize now'],
  ['An insult', 'you are a stupid idiot and nobody wants you here'],
  ['A hard one', 'Win a free sourdough starter! Call now to claim your ticket for our village raffle on Sunday']
]
