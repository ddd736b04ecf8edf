import { S3Error } from '../../ground/errors/s3-error.js';

/** The fields of a form, by lower-case name. */
export type FormFields = ReadonlyMap<string, string>;

/** What a form's policy says of the size of its file, in bytes. */
export interface SizeBounds {
  readonly min: number;
  readonly max: number;
}

type Condition = Readonly<Record<string, unknown>> | readonly unknown[];

const exemptFields = new Set(['file', 'policy', 'signature', 'x-amz-signature', 'awsaccesskeyid']);

/**
 * Checks the fields of a form against its policy, and gives the bounds of the file's size.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function requireFormPolicy(
  encoded: string,
  fields: FormFields,
  bucket: string,
  now: number,
  ignoresSigns: boolean,
): SizeBounds {
  const { expiration, conditions } = readPolicy(encoded);
  if (Date.parse(expiration) <= now) {
    throw denied('Policy expired.');
  }
  let bounds: SizeBounds = { min: 0, max: Number.POSITIVE_INFINITY };
  const named = new Set<string>();
  for (const condition of conditions) {
    const [operator, first, second] = normalize(condition);
    if (operator === 'content-length-range') {
      bounds = { min: Number(first), max: Number(second) };
      if (!isBound(bounds.min) || !isBound(bounds.max)) {
        throw failed(operator, first, second);
      }
      continue;
    }
    const field = String(first);
    const isNamed = field.startsWith('$') || ignoresSigns;
    const name = field.replace(/^\$/, '').toLowerCase();
    const actual = name === 'bucket' ? bucket : (fields.get(name) ?? '');
    const isMet = operator === 'eq' ? actual === String(second) : actual.startsWith(String(second));
    if (!isMet || !isNamed) {
      throw failed(operator, first, second);
    }
    named.add(name);
  }
  for (const name of fields.keys()) {
    if (
      !named.has(name) &&
      !exemptFields.has(name) &&
      !name.startsWith('x-ignore-') &&
      !name.startsWith('x-amz-checksum-') &&
      name !== 'bucket'
    ) {
      throw denied(`Extra input fields: ${name}`);
    }
  }
  return bounds;
}

function readPolicy(encoded: string): { expiration: string; conditions: readonly Condition[] } {
  let policy: { readonly expiration?: unknown; readonly conditions?: unknown };
  try {
    policy = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON.');
  }
  const { expiration, conditions } = policy;
  if (typeof expiration !== 'string') {
    throw invalid('Policy missing expiration.');
  }
  if (Number.isNaN(Date.parse(expiration)) || !expiration.endsWith('Z')) {
    throw invalid(`Invalid 'expiration' value: '${expiration}'`);
  }
  if (!Array.isArray(conditions)) {
    throw invalid('Policy missing conditions.');
  }
  return { expiration, conditions };
}

// `{"acl": "private"}` is short for `["eq", "$acl", "private"]`.
function normalize(condition: Condition): readonly [operator: string, first: unknown, second: unknown] {
  if (Array.isArray(condition)) {
    const [operator, first, second] = condition as readonly unknown[];
    const name = String(operator).toLowerCase();
    if (condition.length !== 3 || !['eq', 'starts-with', 'content-length-range'].includes(name)) {
      throw invalid(`Invalid condition: ${JSON.stringify(condition)}`);
    }
    return [name, first, second];
  }
  const [entry, ...others] =
    typeof condition === 'object' && condition !== null ? Object.entries(condition) : [];
  if (entry === undefined || others.length > 0) {
    throw invalid('Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.');
  }
  return ['eq', `$${entry[0]}`, entry[1]];
}

function isBound(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function failed(...condition: readonly unknown[]): S3Error {
  return denied(`Policy Condition failed: [${condition.map((part) => JSON.stringify(part)).join(', ')}]`);
}

function invalid(detail: string): S3Error {
  return new S3Error('InvalidPolicyDocument', { message: `Invalid Policy: ${detail}` });
}

function denied(detail: string): S3Error {
  return new S3Error('AccessDenied', { message: `Invalid according to Policy: ${detail}` });
}
