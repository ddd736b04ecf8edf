import { nearestName } from '../lib/nearest-name.js';
import { loadSdk } from './load-sdk.js';
import { type Member, type MemberShape, type OperationModel, readModel } from './model.js';

/** An operation of the S3 API, under its own name or one of the aliases. */
export interface Operation {
  /** The name in the API. */
  readonly name: string;
  /** The name that it was asked for by: an alias, or the same as `name`. */
  readonly requestedName: string;
  /** Set by the aliases that speak of one version: `VersionId` must be given. */
  readonly versionIdRequired: boolean;
  readonly method: string;
  readonly uri: string;
  /** The status of a success, as the model names it. */
  readonly status: number;
  readonly members: readonly Member[];
  readonly output: readonly Member[];
  readonly outputShape: MemberShape;
  /** The member that is the request's body, where there is one. */
  readonly payload: Member | null;
  /** The fields of the body's structure that may be given as parameters. */
  readonly bodyFields: readonly Member[];
  readonly hasStreamingInput: boolean;
  readonly hasStreamingOutput: boolean;
}

/** What `list operations` shows of one operation. */
export interface OperationRow {
  readonly name: string;
  readonly method: string;
  readonly uri: string;
  readonly required: readonly string[];
  readonly parameters: readonly string[];
  /** The operation that this name means, null for a name of the API. */
  readonly alias_of: string | null;
}

const aliases: Readonly<Record<string, { of: string; versionIdRequired: boolean }>> = {
  DeleteObjectVersion: { of: 'DeleteObject', versionIdRequired: true },
  DeleteObjectVersionTagging: { of: 'DeleteObjectTagging', versionIdRequired: true },
  GetObjectVersion: { of: 'GetObject', versionIdRequired: true },
  GetObjectVersionTagging: { of: 'GetObjectTagging', versionIdRequired: true },
  ListBucketVersions: { of: 'ListObjectVersions', versionIdRequired: false },
  PutObjectVersionTagging: { of: 'PutObjectTagging', versionIdRequired: true },
};

let models: ReadonlyMap<string, OperationModel> | undefined;
const operations = new Map<string, Operation>();

function allModels(): ReadonlyMap<string, OperationModel> {
  models ??= new Map(
    readModel(loadSdk())
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((model) => [model.name, model]),
  );
  return models;
}

/** The names of all operations of the API, sorted, without aliases. Loads the SDK at its first call. */
export function operationNames(): string[] {
  return [...allModels().keys()];
}

/** The further names of operations, sorted. */
export function operationAliases(): string[] {
  return Object.keys(aliases);
}

/** Finds an operation by its exact name or alias; undefined where there is none. */
export function findOperation(name: string): Operation | undefined {
  const known = operations.get(name);
  if (known) {
    return known;
  }
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  const model = allModels().get(alias?.of ?? name);
  if (!model) {
    return undefined;
  }
  const operation = toOperation(model, name, alias?.versionIdRequired ?? false);
  operations.set(name, operation);
  return operation;
}

/** The name of the operation or alias that a misspelt name is nearest to, if one is near. */
export function suggestOperation(name: string): string | undefined {
  return nearestName(name, [...operationNames(), ...operationAliases()]);
}

/** One row for every operation and alias, sorted by name. */
export function describeOperations(): OperationRow[] {
  return [...operationNames(), ...operationAliases()].sort().flatMap((name) => {
    const operation = findOperation(name);
    return operation ? [describe(operation)] : [];
  });
}

function describe(operation: Operation): OperationRow {
  const { name, requestedName, method, uri, members } = operation;
  return {
    name: requestedName,
    method,
    uri,
    required: members.filter((member) => member.required).map((member) => member.name),
    parameters: members.map((member) => member.name),
    alias_of: requestedName === name ? null : name,
  };
}

function toOperation(model: OperationModel, requestedName: string, versionIdRequired: boolean): Operation {
  const members = model.input.members.map((member) =>
    versionIdRequired && member.name === 'VersionId' ? { ...member, required: true } : member,
  );
  const payload = members.find((member) => member.binding === 'payload') ?? null;
  const taken = new Set(members.map((member) => member.name));
  return {
    name: model.name,
    requestedName,
    versionIdRequired,
    method: model.method,
    uri: model.uri,
    status: model.status,
    members,
    output: model.output.members,
    outputShape: model.output,
    payload,
    bodyFields: payload?.shape.members.filter((field) => !taken.has(field.name)) ?? [],
    hasStreamingInput: members.some((member) => member.kind === 'stream'),
    hasStreamingOutput: model.output.members.some((member) => member.kind === 'stream'),
  };
}
