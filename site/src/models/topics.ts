import type { Example } from 'waymark/classify'

/** The twenty sentences that the small topic tagger is trained on. */
export async function topicExamples(): Promise<readonly Example[]> {
  const { default: lines } = await import('../../../fixtures/demo/topics.tiny.jsonl?raw')
  return lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}
