import { expect, test } from 'vitest';
import {
  findOperation,
  type MemberShape,
  operationNames,
  resolveParameters,
} from '../../src/operations/index.js';
import { operationModel, sdkProtocol } from '../../src/s3/model/sdk-model.js';

const text = 'nonsense';

/** A value of the shape, all scalars in it text. */
function filled(shape: MemberShape): unknown {
  switch (shape.kind) {
    case 'structure':
      return Object.fromEntries(shape.members.map((member) => [member.name, filled(member.shape)]));
    case 'list':
      return shape.item ? [filled(shape.item)] : [];
    case 'map':
      return { name: text };
    default:
      return text;
  }
}

async function serialize(name: string, input: Readonly<Record<string, unknown>>) {
  const { protocol, context } = sdkProtocol();
  const endpoint = { protocol: 'http:', hostname: '127.0.0.1', path: '/' };
  const request = await protocol.serializeRequest(operationModel(name).schema, input, {
    ...context,
    endpoint: async () => endpoint,
  });
  return request as Record<'path' | 'query' | 'headers' | 'body', unknown>;
}

function count(value: unknown): number {
  return JSON.stringify(value).split(text).length - 1;
}

test.each(operationNames())('%s can be sent with text for every scalar, legal or not', async (name) => {
  const operation = findOperation(name);
  const members = operation?.members.filter(({ kind }) => kind !== 'stream') ?? [];
  const parameters = Object.fromEntries(members.map((member) => [member.name, filled(member.shape)]));
  if (name === 'DeleteObjects') {
    parameters.Delete = { Objects: [{ Key: text, VersionId: text }], Quiet: text };
  }
  const { input, problems } = operation
    ? resolveParameters(operation, parameters)
    : { input: {}, problems: [] };
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { path, query, headers, body } = await serialize(name, input);
  const { Bucket: _placedByTheDriver, ...others } = parameters;
  expect(count([path, query, headers, body])).toBe(count(others));
});

test('the one time that can only be a time is refused', () => {
  const operation = findOperation('DeleteObjects');
  const objects = [{ key: 'k', last_modified_time: 'soon' }];
  expect(operation && resolveParameters(operation, { bucket: 'b', objects }).problems).toEqual([
    {
      severity: 'error',
      code: 'unsendable-value',
      path: ['objects', 0, 'last_modified_time'],
      message: '"soon" is not a time, and here only a time can be sent',
    },
  ]);
});
