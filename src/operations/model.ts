import { NormalizedSchema } from '@smithy/core/schema';
import { isRecord } from '../lib/records.js';

/** What a value of the API is; `stream` is a body that is never held whole. */
export type Kind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'timestamp'
  | 'blob'
  | 'stream'
  | 'event-stream'
  | 'structure'
  | 'list'
  | 'map'
  | 'unknown';

/** Where a member travels in the HTTP message; `body` is an element of the XML document. */
export type Binding = 'label' | 'header' | 'prefix-headers' | 'query' | 'payload' | 'status' | 'body';

/** A type of the API: a scalar, a structure with its members, or a list or map with the shape of its items. */
export interface MemberShape {
  readonly kind: Kind;
  /** The API's name of a structure; empty for every other kind. */
  readonly name: string;
  readonly members: readonly Member[];
  /** Of a structure: exactly one of the members is to be given. */
  readonly isUnion: boolean;
  readonly item?: MemberShape;
  /** Of a timestamp: the text form that the model names, where it names one. */
  readonly timestampFormat?: 'date-time' | 'http-date' | 'epoch-seconds';
}

/** A named part of an operation's input or output, or of a structure. */
export interface Member {
  readonly name: string;
  readonly kind: Kind;
  readonly required: boolean;
  /** Holds a secret: results and logs must not show it. */
  readonly sensitive: boolean;
  readonly binding: Binding;
  /** The header, header prefix, query parameter or XML element that carries it. */
  readonly wireName: string;
  readonly shape: MemberShape;
  /** The structure that the member belongs to, by the API's name. */
  readonly owner: string;
}

/** An operation as the SDK's schemas describe it. */
export interface OperationModel {
  readonly name: string;
  readonly method: string;
  /** The path below the bucket, with `{Key+}` for labels and the fixed query of the operation. */
  readonly uri: string;
  readonly status: number;
  readonly input: MemberShape;
  readonly output: MemberShape;
}

const operationSchemaKind = 9;

/**
 * Reads every operation from the runtime schemas that a version of @aws-sdk/client-s3 exports (the names that end in `$`).
 * Members of structures are read when they are first asked for.
 */
export function readModel(sdk: object): OperationModel[] {
  return Object.entries(sdk)
    .filter(([name]) => name.endsWith('$'))
    .flatMap(([, schema]) => (isOperationSchema(schema) ? [readOperation(schema)] : []));
}

type OperationSchema = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: Readonly<Record<string, unknown>>,
  input: unknown,
  output: unknown,
];

function isOperationSchema(schema: unknown): schema is OperationSchema {
  return Array.isArray(schema) && schema[0] === operationSchemaKind && isRecord(schema[3]);
}

function readOperation([, , name, traits, input, output]: OperationSchema): OperationModel {
  const [method, uri, status] = Array.isArray(traits.http) ? traits.http : [];
  return {
    name,
    method: String(method),
    uri: String(uri),
    status: Number(status),
    input: readShape(NormalizedSchema.of(input as SchemaRef)),
    output: readShape(NormalizedSchema.of(output as SchemaRef)),
  };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

function readShape(schema: NormalizedSchema): MemberShape {
  const kind = kindOf(schema);
  const leaf = { kind, name: '', members: [], isUnion: false };
  if (kind === 'structure' || kind === 'event-stream') {
    return structureOf(schema, kind);
  }
  if (kind === 'list' || kind === 'map') {
    return { ...leaf, item: readShape(schema.getValueSchema()) };
  }
  const format = kind === 'timestamp' ? timestampFormatOf(schema) : undefined;
  return format ? { ...leaf, timestampFormat: format } : leaf;
}

function structureOf(schema: NormalizedSchema, kind: Kind): MemberShape {
  const name = schema.getName() ?? '';
  let members: readonly Member[] | undefined;
  return {
    kind,
    name,
    isUnion: schema.isUnionSchema(),
    get members() {
      members ??= readMembers(schema, name);
      return members;
    },
  };
}

function readMembers(schema: NormalizedSchema, owner: string): Member[] {
  const required = requiredCount(schema.getSchema());
  return [...schema.structIterator()].map(([name, member], index) => {
    const traits = member.getMergedTraits();
    const [binding, wireName] = bindingOf(traits, name);
    const shape = readShape(member);
    return {
      name,
      kind: shape.kind,
      required: index < required,
      sensitive: Boolean(traits.sensitive),
      binding,
      wireName,
      shape,
      owner,
    };
  });
}

/** A structure lists its required members first; how many they are is the seventh element of its schema. */
function requiredCount(schema: unknown): number {
  const count: unknown = Array.isArray(schema) ? schema[6] : undefined;
  return typeof count === 'number' ? count : 0;
}

function bindingOf(
  traits: ReturnType<NormalizedSchema['getMergedTraits']>,
  name: string,
): [Binding, wireName: string] {
  if (traits.httpLabel) {
    return ['label', name];
  }
  if (traits.httpHeader) {
    return ['header', traits.httpHeader];
  }
  if (traits.httpPrefixHeaders) {
    return ['prefix-headers', traits.httpPrefixHeaders];
  }
  if (traits.httpQuery) {
    return ['query', traits.httpQuery];
  }
  if (traits.httpResponseCode) {
    return ['status', name];
  }
  return [traits.httpPayload ? 'payload' : 'body', traits.xmlName ?? name];
}

function kindOf(schema: NormalizedSchema): Kind {
  if (schema.isStreaming()) {
    return schema.isStructSchema() ? 'event-stream' : 'stream';
  }
  if (schema.isStructSchema()) {
    return 'structure';
  }
  if (schema.isListSchema()) {
    return 'list';
  }
  if (schema.isMapSchema()) {
    return 'map';
  }
  if (schema.isTimestampSchema()) {
    return 'timestamp';
  }
  if (schema.isBooleanSchema()) {
    return 'boolean';
  }
  if (schema.isNumericSchema()) {
    return 'number';
  }
  if (schema.isStringSchema()) {
    return 'string';
  }
  return schema.isBlobSchema() ? 'blob' : 'unknown';
}

function timestampFormatOf(schema: NormalizedSchema): MemberShape['timestampFormat'] {
  switch (schema.getSchema()) {
    case 5:
      return 'date-time';
    case 6:
      return 'http-date';
    case 7:
      return 'epoch-seconds';
    default:
      return undefined;
  }
}
