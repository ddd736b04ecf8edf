import * as sdk from '@aws-sdk/client-s3';
import { NormalizedSchema } from '@smithy/core/schema';

/** The API names of all operations that the SDK knows. */
export const operationNames: readonly string[] = Object.entries(sdk)
  .filter(([name, value]) => name.endsWith('$') && Array.isArray(value) && value[0] === 9)
  .map(([name]) => name.slice(0, -1))
  .sort();

/** Which members a sample has: the required ones, or every one. */
export type Extent = 'required' | 'all';

/** The drivers compute these, or are compared on them in tests of their own. */
const computed =
  /^(Checksum(CRC|SHA|MD5|XX)|ContentLength$|ContentMD5$|.*KeyMD5$|ChecksumAlgorithm$|ChecksumMode$)/;

const named: Readonly<Record<string, unknown>> = {
  Bucket: 'sample-bucket',
  Key: 'folder/a key+ü',
  CopySource: 'source-bucket/source%20key',
  RequestRoute: 'route',
  // Without one the serializer makes a new one each time.
  ClientToken: 'token',
  SSECustomerKey: 'k'.repeat(31).concat('!'),
  CopySourceSSECustomerKey: 'c'.repeat(31).concat('!'),
};

/** An input of an operation, made from its schema; a streaming body is left out. */
export function sampleInput(operation: string, extent: Extent): Record<string, unknown> {
  const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${operation}$`];
  const input = typeof schema?.[4] === 'function' ? schema[4]() : schema?.[4];
  const shape = NormalizedSchema.of(input as never);
  return shape.isStructSchema() ? sampleStruct(shape, extent, 0) : {};
}

/** The name of the member that streams an operation's request body. */
export function streamingMember(operation: string): string | undefined {
  const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${operation}$`];
  const input = typeof schema?.[4] === 'function' ? schema[4]() : schema?.[4];
  const shape = NormalizedSchema.of(input as never);
  const members = shape.isStructSchema() ? [...shape.structIterator()] : [];
  return members.find(([, member]) => member.isStreaming())?.[0];
}

function sampleStruct(shape: NormalizedSchema, extent: Extent, depth: number): Record<string, unknown> {
  const raw = shape.getSchema() as readonly unknown[];
  const required = new Set((raw[4] as string[]).slice(0, Number(raw[6] ?? 0)));
  const sample: Record<string, unknown> = {};
  for (const [name, member] of shape.structIterator()) {
    const isWanted =
      required.has(name) || name === 'ClientToken' || (extent === 'all' && depth < 4 && !computed.test(name));
    if (isWanted && !member.isStreaming()) {
      sample[name] = named[name] ?? sampleValue(member, extent, depth + 1);
    }
    if (shape.isUnionSchema() && Object.keys(sample).length === 1) {
      break;
    }
  }
  if (shape.isUnionSchema() && Object.keys(sample).length === 0) {
    const [first] = shape.structIterator();
    return first === undefined ? {} : { [first[0]]: sampleValue(first[1], extent, depth + 1) };
  }
  return sample;
}

function sampleValue(member: NormalizedSchema, extent: Extent, depth: number): unknown {
  if (member.isStructSchema() || member.isUnionSchema()) {
    return sampleStruct(member, extent, depth);
  }
  if (member.isListSchema()) {
    return [sampleValue(member.getValueSchema(), extent, depth + 1)];
  }
  if (member.isMapSchema()) {
    return { sample: sampleValue(member.getValueSchema(), extent, depth + 1) };
  }
  if (member.isTimestampSchema()) {
    return new Date('2030-01-02T03:04:05Z');
  }
  if (member.isBooleanSchema()) {
    return true;
  }
  if (member.isNumericSchema()) {
    return 7;
  }
  return member.isBlobSchema() ? Buffer.from('sample blob') : 'sample <&> "text"';
}
