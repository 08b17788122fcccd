/**
 * The kit as models of the Vercel AI SDK: embedding and reranking models for versions 6 and 7, decision models for 7. Plain
 * objects of the shapes that it asks for: nothing of it is imported.
 *
 * @module
 */
export {
  type AiClassifiers,
  type AiDecisionCall,
  type AiDecisionModel,
  type AiDecisionPart,
  type AiDecisions,
  aiDecisionModel
} from './ai-decision.ts'
export {
  type AiEmbeddingCall,
  type AiEmbeddingModel,
  type AiEmbeddings,
  type AiModelOptions,
  aiEmbeddingModel
} from './ai-embedding.ts'
export {
  type AiRanking,
  type AiRerankingCall,
  type AiRerankingModel,
  type AiRerankingOptions,
  aiRerankingModel
} from './ai-reranking.ts'
export type { AiDecisionAnswer, AiDecisionQuestion } from './decide.ts'
export type { RelevanceScorer } from './relevance.ts'
export type { Awaitable, ClassifierSource, EmbeddingSource, LabelProbability } from './sources.ts'
