import { describe, expect, test } from 'vitest';
import {
  canonicalName,
  describeOperations,
  findOperation,
  type MemberShape,
  operationAliases,
  operationNames,
  suggestOperation,
} from '../../src/operations/index.js';

function operation(name: string) {
  const found = findOperation(name);
  if (!found) {
    throw new Error(`no operation ${name}`);
  }
  return found;
}

const all = operationNames().map(operation);

describe('the catalogue that the pinned SDK gives', () => {
  test('holds every operation of the API', () => {
    expect(operationNames()).toHaveLength(112);
    expect(new Set(all.map(({ method }) => method))).toEqual(
      new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE']),
    );
    expect(all.filter(({ uri }) => !uri.startsWith('/'))).toEqual([]);
    expect(all.filter(({ status }) => status < 200 || status > 299)).toEqual([]);
  });

  test('holds every member of the inputs and outputs', () => {
    expect(all.flatMap(({ members }) => members)).toHaveLength(777);
    expect(all.flatMap(({ output }) => output)).toHaveLength(412);
  });

  test('marks required members', () => {
    const required = all.flatMap(({ members }) => members).filter((member) => member.required);
    expect(required).toHaveLength(198);
    expect(
      operation('UploadPart')
        .members.filter((member) => member.required)
        .map(({ name }) => name),
    ).toEqual(['Bucket', 'Key', 'PartNumber', 'UploadId']);
  });

  test('knows the kind and the place of every member', () => {
    const kinds = new Set(
      all.flatMap(({ members, output }) => [...members, ...output]).map(({ kind }) => kind),
    );
    expect(kinds).toEqual(
      new Set([
        'string',
        'number',
        'boolean',
        'timestamp',
        'stream',
        'event-stream',
        'structure',
        'list',
        'map',
      ]),
    );
    const members = Object.fromEntries(operation('PutObject').members.map((member) => [member.name, member]));
    expect(members.Key).toMatchObject({ kind: 'string', binding: 'label', required: true });
    expect(members.Body).toMatchObject({ kind: 'stream', binding: 'payload' });
    expect(members.Expires).toMatchObject({ binding: 'header', wireName: 'Expires' });
    expect(members.Metadata).toMatchObject({
      kind: 'map',
      binding: 'prefix-headers',
      wireName: 'x-amz-meta-',
    });
    expect(members.SSECustomerKey).toMatchObject({ sensitive: true });
    expect(operation('ListObjectsV2').members.find(({ name }) => name === 'ContinuationToken')).toMatchObject(
      {
        binding: 'query',
        wireName: 'continuation-token',
      },
    );
  });

  test('has no two names in one structure that differ only in case, _ or -', () => {
    const collisions: string[] = [];
    const visit = (shape: MemberShape): void => {
      const names = shape.members.map(({ name }) => canonicalName(name));
      if (new Set(names).size !== names.length) {
        collisions.push(shape.name);
      }
      for (const member of shape.members) {
        visit(member.shape);
      }
      if (shape.item) {
        visit(shape.item);
      }
    };
    for (const { members, outputShape } of all) {
      for (const { shape } of members) {
        visit(shape);
      }
      visit(outputShape);
    }
    expect(collisions).toEqual([]);
  });
});

describe('names of operations', () => {
  test('the plan’s names stand for operations of the API, and those of a version require its id', () => {
    expect(operation('ListBucketVersions')).toMatchObject({
      name: 'ListObjectVersions',
      requestedName: 'ListBucketVersions',
      versionIdRequired: false,
    });
    const versioned = operationAliases().filter((name) => name.includes('ObjectVersion'));
    expect(versioned).toHaveLength(5);
    for (const name of versioned) {
      const alias = operation(name);
      expect(alias).toMatchObject({ name: name.replace('Version', ''), versionIdRequired: true });
      expect(alias.members.find((member) => member.name === 'VersionId')?.required).toBe(true);
    }
    expect(operation('GetObject').members.find((member) => member.name === 'VersionId')?.required).toBe(
      false,
    );
  });

  test('a misspelt name finds the nearest', () => {
    expect(findOperation('PutObjekt')).toBeUndefined();
    expect(suggestOperation('PutObjekt')).toBe('PutObject');
    expect(suggestOperation('list-objects-v2')).toBe('ListObjectsV2');
    expect(suggestOperation('GetObjectVersions')).toBe('GetObjectVersion');
    expect(suggestOperation('Frobnicate')).toBeUndefined();
    expect(findOperation('constructor')).toBeUndefined();
  });

  test('rows describe operations and aliases', () => {
    const rows = describeOperations();
    expect(rows).toHaveLength(118);
    expect(rows.find(({ name }) => name === 'DeleteObjectVersion')).toMatchObject({
      method: 'DELETE',
      required: ['Bucket', 'Key', 'VersionId'],
      alias_of: 'DeleteObject',
    });
    expect(rows.find(({ name }) => name === 'ListBuckets')).toMatchObject({
      method: 'GET',
      uri: '/?x-id=ListBuckets',
      required: [],
      parameters: ['MaxBuckets', 'ContinuationToken', 'Prefix', 'BucketRegion'],
      alias_of: null,
    });
  });
});
