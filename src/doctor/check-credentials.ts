import { finding } from '../lib/finding.js';
import { findObstacle } from '../preflight/find-obstacle.js';
import type { Credential } from '../s3/types.js';
import { type Asked, ask } from './ask.js';
import type { Finding } from './finding.js';

/** Whether the server knows each credential: one signed ListBuckets each. Shows access keys, never secrets. */
export async function checkCredentials(
  asked: Asked,
  credentials: readonly Credential[],
): Promise<readonly Finding[]> {
  const keyed = credentials.filter((credential) => credential.kind === 'keys');
  if (keyed.length === 0) {
    return [
      finding(
        'credential',
        'unknown',
        'no credential is given: --credential NAME=KEY:SECRET, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      ),
    ];
  }
  const found: Finding[] = [];
  for (const credential of keyed) {
    found.push(await checkCredential(asked, credential));
  }
  return found;
}

async function checkCredential(
  asked: Asked,
  credential: Extract<Credential, { readonly kind: 'keys' }>,
): Promise<Finding> {
  const { response, failure } = await ask(asked, credential, { operation: 'ListBuckets', input: {} });
  const facts = {
    name: credential.name,
    access_key: credential.accessKey,
    status_code: response?.status ?? null,
    error_code: response?.error?.Code ?? null,
  };
  if (!response) {
    return finding('credential', 'fail', `${credential.name}: ${failure?.message ?? 'no response'}`, facts);
  }
  const { endpointUrl, region } = asked;
  const obstacle = findObstacle(response, {
    endpointUrl,
    region,
    credential: credential.name,
    now: asked.now(),
  });
  if (obstacle) {
    return finding('credential', 'fail', obstacle.message, facts);
  }
  if (response.success) {
    const { Buckets } = response.output;
    const number = Array.isArray(Buckets) ? Buckets.length : 0;
    return finding('credential', 'ok', `the server knows "${credential.name}", who sees ${number} buckets`, {
      ...facts,
      buckets: number,
    });
  }
  const code = response.error?.Code ?? 'no error code';
  return finding(
    'credential',
    'warn',
    `the server takes the signature of "${credential.name}", and refuses to list buckets (${response.status} ${code})`,
    facts,
  );
}
