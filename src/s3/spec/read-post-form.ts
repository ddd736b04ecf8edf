import { createHash } from 'node:crypto';
import { formSignModes } from '../../operations/sign-modes.js';
import { bytesBody } from '../bodies/body-source.js';
import { concatBody } from '../bodies/concat-body.js';
import { type PostPolicy, signPostPolicy } from '../signing/post-policy.js';
import type { BodySource, RequestCall, Signing } from '../types.js';
import { type Fields, fieldsOf, isFields, namesOf, textOf, wordOf } from './fields.js';
import { readCredential, readForgery } from './read-form.js';
import type { CallContext } from './read-request.js';
import { parseTime } from './times.js';

const hour = 3_600_000;

/**
 * Makes a browser's upload from its description: `bucket`, `fields`, `omit_fields`, `policy`, `file`, `file_name`,
 * `file_first`, `sign`, `signature`, `date`, `credential`
 * (docs.aws.amazon.com, "POST Object"). Throws a sentence for a value that means nothing.
 */
export async function readPostForm(
  spec: Fields,
  context: CallContext & { readonly region: string },
): Promise<RequestCall> {
  const bucket = textOf(spec, 'bucket') ?? '';
  const fields = fieldList(fieldsOf(spec, 'fields'));
  const omitted = new Set(namesOf(spec, 'omit_fields'));
  const all = [...fields, ...authFields(spec, bucket, fields, context)].filter(
    ([name]) => !omitted.has(name),
  );
  const file = omitted.has('file') ? undefined : await context.createBody(spec.file ?? '');
  const boundary = boundaryOf(all);
  const type = fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const parts = [
    ...all.map(([name, value]) => bytesBody(`${partHead(boundary, name)}\r\n${value}\r\n`)),
    ...(file === undefined ? [] : [filePart(boundary, file, textOf(spec, 'file_name') ?? 'file', type)]),
  ];
  const ordered = spec.file_first === true ? [...parts.slice(-1), ...parts.slice(0, -1)] : parts;
  return {
    kind: 'request',
    method: 'POST',
    path: '',
    bucket,
    headers: [['content-type', `multipart/form-data; boundary=${boundary}`]],
    body: concatBody([...ordered, bytesBody(`--${boundary}--\r\n`)]),
    as: 'PostObject',
    signing: { mode: 'none' },
    credential: context.credential,
    client: context.client,
  };
}

type FormField = readonly [name: string, value: string];

/** The same fields get the same boundary, so that the same form is the same request. */
function boundaryOf(fields: readonly FormField[]): string {
  const digest = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
  return `----s3tester-${digest.slice(0, 24)}`;
}

function fieldList(fields: Fields | undefined): readonly FormField[] {
  return Object.entries(fields ?? {}).flatMap(([name, value]): FormField[] =>
    value === null ? [] : (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
  );
}

function authFields(
  spec: Fields,
  bucket: string,
  fields: readonly FormField[],
  context: CallContext & { readonly region: string },
): readonly FormField[] {
  const mode = wordOf(spec, 'sign', formSignModes) ?? 'v4';
  const credential = readCredential(spec.credential, context) ?? context.credential;
  const isUnsigned = mode === 'none' || credential.kind === 'anonymous';
  if (spec.policy === null || (spec.policy === undefined && isUnsigned)) {
    return [];
  }
  const signing: Signing = {
    ...(spec.date === undefined ? {} : { date: parseTime(spec.date, context.now) }),
    ...(spec.signature === undefined ? {} : { signature: readForgery(spec.signature) ?? { flip: true } }),
  };
  return signPostPolicy({
    policy: policyOf(spec.policy, bucket, fields, context.now),
    version: isUnsigned ? 'none' : mode,
    credential,
    region: context.region,
    now: context.now,
    signing,
  });
}

/** A policy that is given, or one that allows exactly this upload for an hour. */
function policyOf(
  policy: unknown,
  bucket: string,
  fields: readonly FormField[],
  now: Date,
): PostPolicy | string {
  if (typeof policy === 'string') {
    return policy;
  }
  const given = isFields(policy) ? policy : {};
  const { expiration, conditions, ...rest } = given;
  const own = [{ bucket }, ...fields.map(([name, value]) => ({ [name]: value }))];
  return {
    ...rest,
    expiration:
      expiration === undefined ? new Date(now.getTime() + hour).toISOString() : expirationOf(expiration, now),
    conditions: Array.isArray(conditions) ? conditions : own,
  };
}

/** A duration is one from now on; anything else, right or wrong, goes out as it is. */
function expirationOf(value: unknown, now: Date): unknown {
  const isDuration = typeof value === 'string' && /^[+-]?\d+(\.\d+)?(ms|[smhd])$/.test(value);
  return isDuration || value instanceof Date ? parseTime(value, now).toISOString() : value;
}

function partHead(boundary: string, name: string, more = ''): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"${more}\r\n`;
}

function filePart(boundary: string, file: BodySource, name: string, type: string | undefined): BodySource {
  const head = partHead(boundary, 'file', `; filename="${name.replaceAll('"', '%22')}"`);
  const typed = `${head}Content-Type: ${type ?? 'application/octet-stream'}\r\n\r\n`;
  return concatBody([bytesBody(typed), file, bytesBody('\r\n')]);
}
