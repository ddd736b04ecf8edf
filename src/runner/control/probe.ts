import { askOnce, nobody } from '../../preflight/ask-once.js';
import { findObstacle } from '../../preflight/find-obstacle.js';
import type { Credential, Failure, Outcome, S3Client } from '../../s3/types.js';
import type { Clock } from './clock.js';
import { type Loss, type Probe, silenceOf } from './endpoint-watch.js';

/** Who is asked, and from where. */
export interface ProbedEndpoint {
  readonly client: S3Client;
  readonly endpointUrl: string;
  readonly region: string;
  readonly clock: Clock;
}

/** The questions that a run asks the endpoint by itself. */
export interface EndpointProbe {
  /** Asks for any response at all, unsigned. */
  readonly ask: Probe;
  /**
   * Asks once as who sends most, and gives what stands in the way of everything: no response, no S3, a key that the
   * server does not know. Without a credential it is {@link ask}.
   */
  readonly first: (credential: Credential | undefined, timeoutMs: number) => Promise<Loss | null>;
  /** How the server names itself; null before it responded. */
  readonly server: () => string | null;
}

/** Makes the probe of an endpoint, which asks until the signal. */
export function makeProbe(
  { client, endpointUrl, region, clock }: ProbedEndpoint,
  signal: AbortSignal,
): EndpointProbe {
  let server: string | null = null;
  const send = async (credential: Credential, timeoutMs: number): Promise<Outcome> => {
    const call = { operation: 'ListBuckets', input: {} };
    const outcome = await askOnce(client, credential, call, { signal, timeoutMs });
    server ??= outcome.response?.headers.find(([name]) => name.toLowerCase() === 'server')?.[1] ?? null;
    return outcome;
  };
  const failureOf = ({ response, failure }: Outcome): Failure | null =>
    response ? null : (failure ?? { kind: 'protocol', message: `${endpointUrl} sent no response` });
  return {
    server: () => server,
    ask: async (timeoutMs) => failureOf(await send(nobody, timeoutMs)),
    async first(credential, timeoutMs) {
      const outcome = await send(credential ?? nobody, timeoutMs);
      const failure = failureOf(outcome);
      if (failure) {
        return silenceOf(failure);
      }
      const obstacle =
        credential && outcome.response
          ? findObstacle(outcome.response, {
              endpointUrl,
              region,
              credential: credential.kind === 'keys' ? credential.name : null,
              now: clock.now(),
            })
          : null;
      return (
        obstacle && {
          message: `nothing was run: ${obstacle.message} (--no-preflight runs all the same)`,
          skipReason: 'nothing could pass',
        }
      );
    },
  };
}
