import { hashRequest } from '../../infra/model/chat-body.ts';
import type { Answer, Question } from './counting-endpoint.ts';
import { startModelEndpoint } from './model-endpoint.ts';
import type { Exchange } from './model-endpoint.ts';
import { sayWhatIsAsked } from './obedient-model.ts';

/** A paid endpoint in a process of its own, so that no kill of the studio's touches its count: `LATENCY-MS`. */
const [, , latencyMs] = process.argv;
const endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, latencyMs: Number(latencyMs) });
const cut = new Set<Exchange>();

const hashOf = ({ chat }: Exchange): string => hashRequest(endpoint.baseUrl, chat);

process.on('message', (question: Question) => {
  if (question.kind === 'close') process.exit(0);
  if (question.kind === 'count') answer({ words: endpoint.exchanges.map(hashOf) });
  else if (question.kind === 'keys') answer({ words: endpoint.authorizations.map((header) => header ?? '') });
  else answer({ words: takeInFlight(BigInt(question.stoppedAtNs)) });
});

function takeInFlight(stoppedAtNs: bigint): string[] {
  const inFlight = endpoint.exchanges.filter(
    (exchange) => !cut.has(exchange) && (exchange.answeredAtNs === undefined || exchange.answeredAtNs > stoppedAtNs),
  );
  for (const exchange of inFlight) cut.add(exchange);
  return inFlight.map(hashOf);
}

function answer(message: Answer): void {
  process.send?.(message);
}

process.send?.({ baseUrl: endpoint.baseUrl });
