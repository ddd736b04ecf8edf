import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { finding } from '../lib/finding.js';
import type { Credential, Outcome } from '../s3/types.js';
import { type Asked, ask } from './ask.js';
import type { Finding } from './finding.js';

/** A region that no server is in. */
const nowhere = 'nowhere-1';

/** Whether the server minds the region that was signed for. Sends one request. */
export async function checkRegion(asked: Asked, credential: Credential): Promise<Finding> {
  const { response } = await ask(
    asked,
    credential,
    { operation: 'ListObjectsV2', input: { Bucket: absentName() } },
    { region: nowhere },
  );
  const code = response?.error?.Code;
  const facts = { region: asked.region, error_code_elsewhere: code ?? null };
  if (code === 'NoSuchBucket') {
    return finding('region', 'ok', `it takes ${asked.region}, and any other region as well`, facts);
  }
  const region = response?.error?.Region;
  return finding(
    'region',
    code === undefined ? 'unknown' : 'ok',
    code === undefined
      ? 'it gave no error document where another region was signed for'
      : `it takes ${asked.region}, and refuses another region (${code}${region ? `, its own is ${region}` : ''})`,
    facts,
  );
}

/**
 * In which ways buckets can be addressed: asks for one that is not there in the path and in the host name. A server
 * that reads the host name says that this bucket is missing; one that does not lists buckets instead.
 */
export async function checkAddressing(asked: Asked, credential: Credential): Promise<Finding> {
  const { hostname } = new URL(asked.endpointUrl);
  const isAddress = isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
  const path = await findsBucket(asked, credential, true);
  const host = isAddress ? null : await findsBucket(asked, credential, false);
  const facts = { path_style: path, virtual_hosts: host };
  const words = [
    path === true ? 'buckets in the path work' : 'buckets in the path do not',
    host === null
      ? 'in the host name they cannot be tried at an IP address'
      : host
        ? 'in the host name they do, too'
        : 'in the host name they do not: use --path-style',
  ];
  return finding(
    'addressing',
    path === true ? 'ok' : host === true ? 'warn' : 'unknown',
    words.join('; '),
    facts,
  );
}

async function findsBucket(asked: Asked, credential: Credential, pathStyle: boolean): Promise<boolean> {
  const outcome = await ask(
    asked,
    credential,
    { operation: 'ListObjectsV2', input: { Bucket: absentName() } },
    { pathStyle },
  );
  return isMissing(outcome);
}

function isMissing({ response }: Outcome): boolean {
  return response?.error?.Code === 'NoSuchBucket';
}

function absentName(): string {
  return `s3tester-doctor-${randomBytes(6).toString('hex')}`;
}
