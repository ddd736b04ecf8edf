import { createHash } from 'node:crypto';
import { bytesBody } from '../bodies/body-source.js';
import { concatBody } from '../bodies/concat-body.js';
import { type PostPolicy, signPostPolicy } from '../signing/post-policy.js';
import type { BodySource, FormFields, PostForm, RequestCall, Signing } from '../types.js';
import type { Sender } from './raw-request.js';

const hour = 3_600_000;

/** Who uploads a form, where its policy is signed for, and when. */
export interface Uploader extends Sender {
  readonly region: string;
  readonly now: Date;
}

/** Makes the call of a browser's upload (docs.aws.amazon.com, "POST Object"). */
export function postFormRequest(form: PostForm, uploader: Uploader): RequestCall {
  const { bucket = '', fields = [], fileName = 'file' } = form;
  const omitted = new Set(form.omitFields);
  const all = [...fields, ...authFields(form, uploader)].filter(([name]) => !omitted.has(name));
  const file = omitted.has('file') ? undefined : (form.file ?? bytesBody(''));
  const boundary = boundaryOf(all);
  const type = fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const parts = [
    ...all.map(([name, value]) => bytesBody(`${partHead(boundary, name)}\r\n${value}\r\n`)),
    ...(file === undefined ? [] : [filePart(boundary, file, fileName, type)]),
  ];
  const ordered = form.fileFirst ? [...parts.slice(-1), ...parts.slice(0, -1)] : parts;
  return {
    kind: 'request',
    method: 'POST',
    path: '',
    bucket,
    headers: [['content-type', `multipart/form-data; boundary=${boundary}`]],
    body: concatBody([...ordered, bytesBody(`--${boundary}--\r\n`)]),
    as: 'PostObject',
    signing: { mode: 'none' },
    credential: uploader.credential,
    client: uploader.client,
  };
}

/** The same fields get the same boundary, so that the same form is the same request. */
function boundaryOf(fields: FormFields): string {
  const digest = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
  return `----s3tester-${digest.slice(0, 24)}`;
}

function authFields(form: PostForm, { credential: own, region, now }: Uploader): FormFields {
  const { mode = 'v4', policy, credential = own, date, signature } = form;
  const isUnsigned = mode === 'none' || credential.kind === 'anonymous';
  if (policy === null || (policy === undefined && isUnsigned)) {
    return [];
  }
  const signing: Signing = { ...(date && { date }), ...(signature && { signature }) };
  return signPostPolicy({
    policy: policyOf(form, now),
    version: isUnsigned ? 'none' : mode,
    credential,
    region,
    now,
    signing,
  });
}

/** A policy that is given, filled up to one that allows exactly this upload for an hour. */
function policyOf({ policy, bucket = '', fields = [] }: PostForm, now: Date): PostPolicy | string {
  if (typeof policy === 'string') {
    return policy;
  }
  const own = [{ bucket }, ...fields.map(([name, value]) => ({ [name]: value }))];
  return {
    expiration: policy?.expiration ?? new Date(now.getTime() + hour).toISOString(),
    conditions: policy?.conditions ?? own,
  };
}

function partHead(boundary: string, name: string, more = ''): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"${more}\r\n`;
}

function filePart(boundary: string, file: BodySource, name: string, type: string | undefined): BodySource {
  const head = partHead(boundary, 'file', `; filename="${name.replaceAll('"', '%22')}"`);
  const typed = `${head}Content-Type: ${type ?? 'application/octet-stream'}\r\n\r\n`;
  return concatBody([bytesBody(typed), file, bytesBody('\r\n')]);
}
