import { describe, expect, test } from 'vitest';
import { postForm } from '../../../../src/config/language/post-form.js';
import { http, request } from '../../../../src/config/language/request.js';
import { createBody } from '../../../../src/s3/index.js';
import { composeRequest } from '../../../../src/s3/request/compose-request.js';
import { rawDraft } from '../../../../src/s3/request/raw-draft.js';
import type { RequestCall } from '../../../../src/s3/types.js';
import {
  type CallContext,
  type Fields,
  readHttpEdits,
  readPostForm,
  readRequest,
} from '../../../support/read-request.js';

const context: CallContext & { readonly region: string } = {
  now: new Date('2030-01-31T12:00:00Z'),
  createBody: (form) => createBody(form, String),
  findCredential: (name) => ({ kind: 'keys', name, accessKey: 'OTHER', secretKey: 'other' }),
  credential: { kind: 'keys', name: 'main', accessKey: 'MAIN', secretKey: 'main' },
  client: {
    driver: 'direct',
    checksums: 'when_required',
    retry: { maxAttempts: 1, mode: 'standard' },
  },
  region: 'us-east-1',
};
const target = { endpointUrl: 'http://127.0.0.1:9000', region: 'us-east-1' };

/** Everything that a call makes of the wire, and the operation whose output its response has. */
async function wireOf(call: RequestCall): Promise<string> {
  const sender = { ...context, sources: { now: () => context.now } };
  const { head, body, expectContinue } = await composeRequest(rawDraft(call, target), call, sender);
  const chunks = body === undefined || body instanceof Uint8Array ? [body ?? ''] : await collect(body());
  const bytes = chunks.map((chunk) => Buffer.from(chunk).toString('latin1')).join('');
  return JSON.stringify([call.path, call.as, head, bytes, expectContinue]);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) {
    all.push(chunk);
  }
  return all;
}

/** A value for each key that is not what a request has anyway; the second map is what the key needs beside it. */
type Samples = Readonly<Record<string, readonly [value: unknown, beside?: Fields]>>;

const edits: Samples = {
  method: ['DELETE'],
  path: ['/other'],
  query: [{ a: 'b' }],
  headers: [{ 'x-a': 'b' }],
  body: ['another body'],
};
const signing: Samples = {
  sign: ['none'],
  signed_headers: [['host']],
  payload_hash: ['UNSIGNED-PAYLOAD'],
  expires: [60, { sign: 'v4-presigned' }],
  date: ['-20m'],
  region: ['eu-west-1'],
  service: ['sts'],
  signature: ['flip'],
  credential: [{ access_key: 'OTHER', secret_key: 'other' }],
  chunks: [{ size: 2 }, { sign: 'v4-streaming' }],
  trailers: [{ 'x-amz-checksum-sha256': null }, { sign: 'v4-streaming-trailer' }],
};
const transport: Samples = {
  before_sign: [{ headers: { 'x-a': 'b' } }],
  after_sign: [{ headers: { 'x-a': 'b' } }],
  content_length: [3],
  transfer_encoding: ['chunked'],
  expect_continue: [true],
  http_version: ['1.0'],
};
const formFields: Samples = {
  bucket: ['other'],
  fields: [{ key: 'other' }],
  omit_fields: [['policy']],
  policy: [{ conditions: [] }],
  file: ['another file'],
  file_name: ['name.txt'],
  file_first: [true],
  sign: ['v2'],
  signature: ['flip'],
  date: ['-20m'],
  credential: [{ access_key: 'OTHER', secret_key: 'other' }],
};

function keysOf({ schema }: { readonly schema: object }): readonly string[] {
  return Object.keys((schema as { readonly properties: object }).properties).sort();
}

describe('each key does something on the wire', () => {
  const base = { method: 'PUT', path: '/b/k', headers: { 'x-b': 'c' }, body: 'body' };

  test('of request', async () => {
    const samples: Samples = {
      ...edits,
      ...signing,
      ...transport,
      url: ['http://a.example/'],
      as: ['GetObject'],
    };
    expect(Object.keys(samples).sort()).toEqual(keysOf(request));
    for (const [key, [value, beside = {}]] of Object.entries(samples)) {
      const { path, ...unaddressed } = { ...base, ...beside };
      const without = key === 'url' ? unaddressed : { ...unaddressed, path };
      const before = await wireOf(await readRequest(without, context));
      const after = await wireOf(await readRequest({ ...without, [key]: value }, context));
      expect({ key, isChanged: before !== after }).toEqual({ key, isChanged: true });
    }
  });

  test('of http', async () => {
    const samples: Samples = { ...edits, ...signing, ...transport, omit_headers: [['x-b']] };
    expect(Object.keys(samples).sort()).toEqual(keysOf(http));
    const call = await readRequest(base, context);
    for (const [key, [value, beside = {}]] of Object.entries(samples)) {
      const before = await wireOf({ ...call, ...(await readHttpEdits(beside, context)) });
      const after = await wireOf({ ...call, ...(await readHttpEdits({ ...beside, [key]: value }, context)) });
      expect({ key, isChanged: before !== after }).toEqual({ key, isChanged: true });
    }
  });

  test('of post_form', async () => {
    expect(Object.keys(formFields).sort()).toEqual(keysOf(postForm));
    const form = { bucket: 'b', fields: { key: 'k' }, file: 'file' };
    const before = await wireOf(await readPostForm(form, context));
    for (const [key, [value]] of Object.entries(formFields)) {
      const after = await wireOf(await readPostForm({ ...form, [key]: value }, context));
      expect({ key, isChanged: before !== after }).toEqual({ key, isChanged: true });
    }
  });
});
