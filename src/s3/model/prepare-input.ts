import { createHash } from 'node:crypto';
import type { OperationSchema } from './sdk-model.js';

type Input = Readonly<Record<string, unknown>>;

/** What the SDK adds to an operation's input before it is serialized: put back here, and tested against it. */
export function prepareInput(model: OperationSchema, input: Input, region: string): Record<string, unknown> {
  const prepared: Record<string, unknown> = Object.assign({}, input);
  addCustomerKeyDigests(model, prepared);
  addLocationConstraint(model, prepared, region);
  return prepared;
}

/** Asks for the stored checksum of what is read, as SDKs do by default. */
export function addChecksumMode(model: OperationSchema, prepared: Record<string, unknown>): void {
  if (model.streamingOutput !== undefined && model.inputMembers.has('ChecksumMode')) {
    prepared.ChecksumMode ??= 'ENABLED';
  }
}

function addCustomerKeyDigests(model: OperationSchema, prepared: Record<string, unknown>): void {
  for (const name of ['SSECustomerKey', 'CopySourceSSECustomerKey']) {
    const value = prepared[name];
    if (!model.inputMembers.has(name) || !(typeof value === 'string' || value instanceof Uint8Array)) {
      continue;
    }
    const key = typeof value === 'string' ? customerKeyBytes(value) : value;
    prepared[name] = Buffer.from(key).toString('base64');
    // The SDK overwrites a digest that is given; a test of a wrong digest needs its own to go out.
    prepared[`${name}MD5`] ??= createHash('md5').update(key).digest('base64');
  }
}

function customerKeyBytes(value: string): Uint8Array {
  const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value);
  const decoded = isBase64 ? Buffer.from(value, 'base64') : undefined;
  return decoded?.length === 32 ? decoded : Buffer.from(value, 'utf8');
}

function addLocationConstraint(
  model: OperationSchema,
  prepared: Record<string, unknown>,
  region: string,
): void {
  if (model.name !== 'CreateBucket' || region === 'us-east-1') {
    return;
  }
  const configuration = prepared.CreateBucketConfiguration as Input | undefined;
  if (!configuration?.LocationConstraint && !configuration?.Location) {
    prepared.CreateBucketConfiguration = { ...configuration, LocationConstraint: region };
  }
}
