import { expect, test } from 'vitest';
import { findAdditions } from '../../../../../scripts/suite/sdk/compare-apis.js';
import { describeApi } from '../../../../../scripts/suite/sdk/describe-api.js';
import { readModel } from '../../../../../src/operations/model.js';

type Members = Readonly<Record<string, unknown>>;

const text = 0;

function structure(name: string, members: Members = {}): unknown {
  return [3, 'com.amazonaws.s3', name, 0, Object.keys(members), Object.values(members)];
}

function list(name: string, item: unknown): unknown {
  return [1, 'com.amazonaws.s3', name, 0, item];
}

/** A version of the SDK with these operations, each with what it takes and gives. */
function sdk(operations: Readonly<Record<string, readonly [input: Members, output: Members]>>): object {
  return Object.fromEntries(
    Object.entries(operations).map(([name, [input, output]]) => [
      `${name}$`,
      [
        9,
        'com.amazonaws.s3',
        name,
        { http: ['PUT', '/', 200] },
        structure(`${name}Request`, input),
        structure(`${name}Output`, output),
      ],
    ]),
  );
}

const rule = structure('Rule', { Prefix: text });
const older = describeApi(
  readModel(sdk({ PutThing: [{ Name: text, Rules: list('Rules', rule) }, { ETag: text }] })),
  new Map([['Color', ['red']]]),
);

test('an API has nothing that it lacks itself', () => {
  expect(findAdditions(older, older)).toEqual([]);
});

test('what is new is named once, with the operations that had to do without it', () => {
  const longerRule = structure('Rule', { Prefix: text, Not: structure('NotRule', { Suffix: text }) });
  const newer = describeApi(
    readModel(
      sdk({
        PutThing: [
          { Name: text, Owner: text, Rules: list('Rules', longerRule) },
          { ETag: text, VersionId: text },
        ],
        GetThing: [{ Name: text, Hint: text }, { Rules: list('Rules', longerRule) }],
      }),
    ),
    new Map([
      ['Color', ['red', 'blue']],
      ['Shape', ['round']],
    ]),
  );
  expect(findAdditions(older, newer)).toEqual([
    { kind: 'operation', name: 'GetThing', operations: ['GetThing'] },
    { kind: 'input', name: 'NotRule.Suffix', operations: ['PutThing'] },
    { kind: 'input', name: 'PutThingRequest.Owner', operations: ['PutThing'] },
    { kind: 'input', name: 'Rule.Not', operations: ['PutThing'] },
    { kind: 'output', name: 'PutThingOutput.VersionId', operations: ['PutThing'] },
    { kind: 'value', name: 'Color.blue', operations: [] },
  ]);
});

test('a structure that holds itself is read once', () => {
  const nested: unknown[] = [3, 'com.amazonaws.s3', 'Filter', 0, ['And'], []];
  nested[5] = [() => nested];
  const withFilter = describeApi(
    readModel(sdk({ PutThing: [{ Name: text, Filter: nested }, {}] })),
    new Map(),
  );
  expect(findAdditions(older, withFilter).map(({ name }) => name)).toEqual([
    'Filter.And',
    'PutThingRequest.Filter',
  ]);
});
