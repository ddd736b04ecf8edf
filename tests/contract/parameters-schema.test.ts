import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDeclarations } from '../../scripts/parameters-schema/declarations.js';
import { formatByEntry } from '../../scripts/parameters-schema/format.js';
import { generateParametersSchema } from '../../scripts/parameters-schema/generate.js';
import * as catalogue from '../../src/operations/index.js';

const declarations = readDeclarations();

function published(name: string): string {
  return readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
}

const operations = catalogue.operationNames().map((name) => {
  const operation = catalogue.findOperation(name);
  if (!operation) {
    throw new Error(`no operation ${name}`);
  }
  return operation;
});

function allMembers(): catalogue.Member[] {
  const found = new Map<string, catalogue.Member>();
  const visit = (members: readonly catalogue.Member[]): void => {
    for (const member of members) {
      const name = `${member.owner}.${member.name}`;
      if (found.has(name)) {
        continue;
      }
      found.set(name, member);
      visit(member.shape.members);
      visit(member.shape.item?.members ?? []);
    }
  };
  for (const operation of operations) {
    visit(operation.members);
  }
  return [...found.values()];
}

describe('the published files', () => {
  test('are what the installed SDK gives; `node scripts/generate-parameters-schema.js` renews them', () => {
    const { schema, enums } = generateParametersSchema(catalogue, declarations);
    expect(published('operations.json')).toBe(formatByEntry(schema));
    expect(published('operations-enums.json')).toBe(formatByEntry(enums));
  });

  test('stay below a megabyte', () => {
    expect(published('operations.json').length).toBeLessThan(1_000_000);
  });
});

describe('the schema', () => {
  const { definitions, byOperation } = catalogue.parametersSchemas();

  function keysOf(operation: string, keyword: string): string[] {
    return Object.keys(definitions[`s3.${operation}`]?.[keyword] ?? {});
  }

  test('refers to nothing that it does not define', () => {
    const references = new Set(JSON.stringify({ definitions, byOperation }).match(/#\/definitions\/[^"]+/g));
    const missing = [...references].filter((reference) => {
      const [, , name = '', ...path] = reference.split('/');
      let found: unknown = definitions[name];
      for (const part of path) {
        found = (found as Record<string, unknown> | undefined)?.[part];
      }
      return found === undefined;
    });
    expect(references.size).toBeGreaterThan(500);
    expect(missing).toEqual([]);
  });

  test('has every operation and alias, and of each every parameter in every style', () => {
    const names = [...catalogue.operationNames(), ...catalogue.operationAliases()];
    expect(Object.keys(byOperation).sort()).toEqual(names.sort());
    for (const operation of operations) {
      const properties = keysOf(operation.name, 'properties');
      const patterns = keysOf(operation.name, 'patternProperties').map((pattern) => new RegExp(pattern));
      for (const { name } of [...operation.members, ...operation.bodyFields]) {
        expect(properties).toContain(catalogue.snakeName(name));
        for (const style of [name, catalogue.kebabName(name)]) {
          expect([properties.includes(style), patterns.some((pattern) => pattern.test(style))]).toContain(
            true,
          );
        }
      }
      expect(patterns.some((pattern) => pattern.test('buckett'))).toBe(false);
    }
  });

  test('names its parameters as the tool reads them', () => {
    for (const operation of operations) {
      const names = Object.keys(
        (definitions[`s3.${operation.name}`]?.properties as object | undefined) ?? {},
      );
      const given = Object.fromEntries(names.map((name) => [name, catalogue.unknownValue]));
      const { problems } = catalogue.resolveParameters(operation, given);
      expect(problems.filter(({ code }) => code === 'unknown-parameter')).toEqual([]);
    }
  });
});

describe('the type declarations of the SDK', () => {
  test('agree with its schemas on what is required', () => {
    const members = allMembers();
    const differing = members.filter(
      ({ owner, name, required }) => declarations.interfaces.get(owner)?.get(name)?.required !== required,
    );
    expect(members.length).toBeGreaterThan(777);
    expect(differing.map(({ owner, name }) => `${owner}.${name}`)).toEqual([]);
  });
});

describe('enumerations', () => {
  function problemsOf(name: string, parameters: Record<string, unknown>) {
    const operation = catalogue.findOperation(name);
    return operation && catalogue.resolveParameters(operation, { bucket: 'b', ...parameters }).problems;
  }

  test('an illegal value is a warning with the nearest legal one', () => {
    expect(problemsOf('CreateBucket', { acl: 'public-reed' })).toEqual([
      {
        severity: 'warning',
        code: 'illegal-value',
        path: ['acl'],
        message:
          '"public-reed" is none of the values of acl: authenticated-read, private, public-read, public-read-write',
        suggestion: 'public-read',
      },
    ]);
    expect(problemsOf('CreateBucket', { acl: 'public-read' })).toEqual([]);
  });

  test('also inside of lists and structures', () => {
    const rules = [{ allowed_methods: ['GET'], allowed_origins: ['*'] }];
    expect(problemsOf('PutBucketCors', { cors_rules: rules })).toEqual([]);
    expect(
      problemsOf('GetObjectAttributes', { key: 'k', object_attributes: ['ETag', 'Etags'] }),
    ).toMatchObject([{ severity: 'warning', path: ['object_attributes', 1], suggestion: 'ETag' }]);
    expect(problemsOf('PutBucketVersioning', { status: 'enabled' })).toMatchObject([
      { severity: 'warning', path: ['status'], suggestion: 'Enabled' },
    ]);
  });
});
