import { byTable } from './attack.ts'

/** Half of the letters that have a digit or sign of their shape. */
export const leet = byTable('leet', 'digits and signs for letters of their shape, half of all that have one', 0.5, {
  a: ['4', '@'],
  b: ['8'],
  e: ['3'],
  g: ['9', '6'],
  i: ['1', '!'],
  l: ['1', '|'],
  o: ['0'],
  s: ['5', '$'],
  t: ['7', '+'],
  z: ['2']
})

/** The whole alphabet, letters drawn with several signs among them: `|\/|0|\|3'/`. */
export const leetDrawn = byTable(
  'leet-drawn',
  'the whole alphabet, letters drawn with several signs too, half of all',
  0.5,
  {
    a: ['4', '@', '/\\', '^'],
    b: ['8', '|3', '13'],
    c: ['(', '<', '¢'],
    d: ['|)', '[)', '|>'],
    e: ['3', '€', '&'],
    f: ['ph', '|='],
    g: ['9', '6', '(_+'],
    h: ['#', '|-|', '}{'],
    i: ['1', '!', '|'],
    j: ['_|', ';'],
    k: ['|<', '|{'],
    l: ['1', '|', '|_', '£'],
    m: ['|\\/|', '/\\/\\', '^^'],
    n: ['|\\|', '/\\/'],
    o: ['0', '()', '[]'],
    p: ['|*', '|°'],
    q: ['9', '0_'],
    r: ['|2', '12', '®'],
    s: ['5', '$', 'z', '§'],
    t: ['7', '+', '†'],
    u: ['|_|', 'v', 'µ'],
    v: ['\\/'],
    w: ['\\/\\/', 'vv', '\\^/'],
    x: ['><', '%', '×'],
    y: ['`/', '¥', "'/"],
    z: ['2', '7_']
  }
)
