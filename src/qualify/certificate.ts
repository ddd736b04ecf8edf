import { createHash } from 'node:crypto';
import { kindOfFile } from '../lib/file-kind.js';
import { isRecord } from '../lib/records.js';
import type { Qualification } from './qualification.js';
import type { Answer } from './verdict/judge.js';
import type { Outcome } from './verdict/outcome.js';

/** What was found of one application, without its evidence. */
export interface CertifiedApplication {
  readonly name: string;
  /** The SHA-256 of the file of its profile or need, in hex. */
  readonly profile_sha256: string;
  readonly answer: Answer;
  readonly settings: readonly string[];
  /** The outcome of each requirement, by its id. */
  readonly requirements: Readonly<Record<string, Outcome>>;
}

/** What was found, bound to server, suite, profiles and day. */
export interface Certificate {
  readonly qualification_certificate: 1;
  readonly s3tester_version: string;
  readonly suite_version: string;
  /** The day, in UTC: 2026-11-30. */
  readonly issued: string;
  readonly endpoint_url: string;
  readonly region: string;
  readonly server: string | null;
  readonly applications: readonly CertifiedApplication[];
  /** The SHA-256, in hex, of the JSON of all other members, with sorted keys and without spaces. */
  readonly sha256: string;
}

/** Certifies what was found. It holds no evidence, and nothing that is secret. */
export function certificateOf(found: Qualification): Certificate {
  const content = {
    qualification_certificate: 1,
    s3tester_version: found.s3tester_version,
    suite_version: found.suite_version,
    issued: found.start_time.slice(0, 10),
    endpoint_url: found.endpoint_url,
    region: found.region,
    server: found.server,
    applications: found.applications.map(({ name, profile_sha256, answer, settings, requirements }) => ({
      ...{ name, profile_sha256, answer, settings },
      requirements: Object.fromEntries(requirements.map(({ id, outcome }) => [id, outcome])),
    })),
  } as const;
  return { ...content, sha256: hashOf(content) };
}

/** Whether the text of a certificate is as it was written; `none` where it is no certificate at all. */
export function checkCertificate(text: string): 'unchanged' | 'changed' | 'none' {
  const read = readJson(text);
  if (read === undefined) {
    // What begins like one was one before it was cut.
    return kindOfFile(text)?.name === 'certificate' ? 'changed' : 'none';
  }
  if (!isRecord(read) || read.qualification_certificate === undefined) {
    return 'none';
  }
  const { sha256, ...content } = read;
  return hashOf(content) === sha256 ? 'unchanged' : 'changed';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hashOf(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
}

/** The same data with the keys of every map in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (!isRecord(value)) {
    return value;
  }
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
