import * as z from 'zod/mini';

const hash = z.string().check(z.regex(/^[\da-f]{64}$/));
const number = z.number();
const text = z.string();

/** What `manifest.json` holds: whose evidence it is, and what each part is to be. */
export const manifest = z.object({
  bundle_format: z.literal(1),
  s3tester_version: text,
  session_id: text,
  start_time: text,
  end_time: text,
  endpoint_url: text,
  server: z.nullable(text),
  suite_version: z.nullable(text),
  plan: hash,
  members: z.array(z.object({ name: text, size: number, sha256: hash })),
});

/** What `signature.json` holds: the signature of the bytes of the manifest, in base64, and the key to check it with, as PEM. */
export const signature = z.object({
  algorithm: z.literal('Ed25519'),
  public_key: text,
  signature: text,
});

/** What `plan.json` holds: the cases that were run, each with the hash of its definition. */
export const plan = z.object({
  hash,
  run: z.nullable(text),
  suite_version: z.nullable(text),
  definition: z.nullable(hash),
  config_files: z.array(text),
  cases: z.array(z.object({ id: text, sha256: z.nullable(hash) })),
  withheld: number,
});

/** What `server.json` holds: who answered, and how its clock went. */
export const server = z.object({
  endpoint_url: text,
  region: text,
  server: z.nullable(text),
  names: z.array(z.object({ name: text, responses: number })),
  clock: z.object({ skew_seconds: z.nullable(number), responses: number }),
  findings: z.array(
    z.object({
      check: text,
      status: z.enum(['ok', 'warn', 'fail', 'unknown']),
      summary: text,
      facts: z.record(text, z.unknown()),
    }),
  ),
});
