import type * as sdk from '@aws-sdk/client-s3';
import { NormalizedSchema, operation as normalizeOperation } from '@smithy/core/schema';
import { loadSdk } from '../../operations/load-sdk.js';
import { type BoundSerializer, bindRequest } from './request-bindings.js';
import { type BoundDeserializer, bindResponse } from './response-bindings.js';

/** What the drivers need to know about one operation of the API, read from the SDK's own schemas. */
export interface OperationSchema {
  readonly name: string;
  readonly schema: ReturnType<typeof normalizeOperation>;
  readonly inputMembers: ReadonlySet<string>;
  readonly outputMembers: ReadonlySet<string>;
  /** Members that are a part of the path, other than the bucket. */
  readonly labels: readonly string[];
  /** The member that streams the request's body. */
  readonly streamingInput: string | undefined;
  /** The member that streams the response's body. */
  readonly streamingOutput: string | undefined;
  /** The root element of the document that the response's body is; none where it is no document. */
  readonly documentRoot: string | undefined;
  readonly checksum: 'none' | 'optional' | 'required';
  /** Writes an input that has no document; null where every input has one. */
  readonly bound: BoundSerializer | null;
  /** Reads an output without a document. */
  readonly boundOutput: BoundDeserializer | null;
}

/** These take a checksum, but only when it is asked for or supported; that flag is not in the public schemas. */
const checksumIsOptional = new Set([
  'PutBucketAbac',
  'PutBucketAccelerateConfiguration',
  'PutObject',
  'PutObjectAnnotation',
  'RestoreObject',
  'UploadPart',
]);

const modelsByName = new Map<string, OperationSchema>();

/** The model of an operation by its API name; throws where there is none of that name. */
export function operationModel(name: string): OperationSchema {
  const known = modelsByName.get(name);
  if (known !== undefined) {
    return known;
  }
  const model = readModel(name);
  modelsByName.set(name, model);
  return model;
}

function readModel(name: string): OperationSchema {
  const parts = (loadSdk() as unknown as Record<string, unknown>)[`${name}$`];
  if (!Array.isArray(parts) || parts[0] !== 9) {
    throw new Error(`the API has no operation ${name}`);
  }
  const [, namespace, , traits, input, output] = parts as Parameters<(...all: unknown[]) => void> as [
    number,
    string,
    string,
    never,
    never,
    never,
  ];
  const schema = normalizeOperation(namespace, name, traits, input, output);
  const inputs = readMembers(schema.input);
  const outputs = readMembers(schema.output);
  const takesChecksum = inputs.some(([, member]) => member.httpHeader === 'x-amz-sdk-checksum-algorithm');
  const isOptional = checksumIsOptional.has(name);
  return {
    name,
    schema,
    inputMembers: new Set(inputs.map(([member]) => member)),
    outputMembers: new Set(outputs.map(([member]) => member)),
    labels: inputs.flatMap(([member, about]) => (about.httpLabel && member !== 'Bucket' ? [member] : [])),
    streamingInput: inputs.find(([, member]) => member.isStreaming)?.[0],
    streamingOutput: outputs.find(([, member]) => member.isStreaming)?.[0],
    documentRoot: documentRootOf(output),
    checksum: takesChecksum ? (isOptional ? 'optional' : 'required') : 'none',
    bound: bindRequest(input, traits),
    boundOutput: bindResponse(output),
  };
}

/** The payload of an output, where one member of it is that; else the output itself, as far as its members are in the body. */
function documentRootOf(output: unknown): string | undefined {
  const normalized = NormalizedSchema.of(output as never);
  if (!normalized.isStructSchema()) {
    return undefined;
  }
  const members = [...normalized.structIterator()].map(([, member]) => member);
  const payload = members.find((member) => member.getMergedTraits().httpPayload);
  if (payload !== undefined) {
    return payload.isStructSchema() && !payload.isStreaming() ? rootName(payload) : undefined;
  }
  const isInBody = members.some((member) => {
    const { httpHeader, httpPrefixHeaders, httpResponseCode } = member.getMergedTraits();
    return !(httpHeader ?? httpPrefixHeaders ?? httpResponseCode);
  });
  return isInBody ? rootName(normalized) : undefined;
}

function rootName(schema: NormalizedSchema): string | undefined {
  return schema.getMergedTraits().xmlName ?? schema.getName();
}

interface Member {
  readonly httpHeader: string | undefined;
  readonly httpLabel: boolean;
  readonly isStreaming: boolean;
}

function readMembers(schema: unknown): [string, Member][] {
  const normalized = NormalizedSchema.of(schema as never);
  if (!normalized.isStructSchema()) {
    return [];
  }
  return [...normalized.structIterator()].map(([name, member]) => {
    const traits = member.getMergedTraits();
    return [
      name,
      {
        httpHeader: traits.httpHeader,
        httpLabel: traits.httpLabel === 1,
        isStreaming: member.isStreaming(),
      },
    ];
  });
}

/** The SDK's own serializer and deserializer of S3's XML protocol, and the context that both need. */
export interface SdkProtocol {
  serializeRequest(schema: unknown, input: unknown, context: unknown): Promise<unknown>;
  deserializeResponse(schema: unknown, context: unknown, response: unknown): Promise<unknown>;
}

let config: sdk.S3Client['config'] | undefined;

/** The protocol of the SDK's S3 client with its serialization context; both are made once. */
export function sdkProtocol(): {
  readonly protocol: SdkProtocol;
  readonly context: Readonly<Record<string, unknown>>;
} {
  const { S3Client } = loadSdk();
  config ??= new S3Client({
    endpoint: 'http://localhost',
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  }).config;
  return {
    protocol: config.protocol as unknown as SdkProtocol,
    context: config as unknown as Readonly<Record<string, unknown>>,
  };
}
