import { S3Error } from '../../ground/errors/s3-error.js';
import { type ConditionBlock, isOperator } from '../../ground/policy/conditions.js';
import type { BucketPolicy, Principals, Statement } from '../../ground/policy/policy.js';
import { type ActionCheck, appliesTo, isKnownAction } from './policy-actions.js';

const maxBytes = 20 * 1024;
const operatorPattern = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;
const policyVersions = ['2012-10-17', '2008-10-17'];
const statementKeys = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

type Json = Readonly<Record<string, unknown>>;

/** Reads and checks a policy for a bucket; `isKnownPrincipal` recognizes users of this server; throws MalformedPolicy. */
export function readPolicy(
  text: string,
  bucketName: string,
  isKnownPrincipal: (principal: string) => boolean,
  fits: ActionCheck = appliesTo,
): BucketPolicy {
  if (Buffer.byteLength(text) > maxBytes) {
    throw malformed('Policies exceeds the maximum allowed document size.');
  }
  const document = parseJson(text);
  const version = document.Version;
  if (version !== undefined && !policyVersions.includes(String(version))) {
    throw malformed('The policy must contain a valid version string');
  }
  const statements = listOf(document.Statement);
  if (statements.length === 0) {
    throw malformed('Missing required field Statement');
  }
  return {
    text,
    statements: statements.map((statement) =>
      readStatement(asObject(statement), bucketName, isKnownPrincipal, fits),
    ),
  };
}

function readStatement(
  statement: Json,
  bucketName: string,
  isKnownPrincipal: (principal: string) => boolean,
  fits: ActionCheck,
): Statement {
  const unknown = Object.keys(statement).find((key) => !statementKeys.has(key));
  if (unknown !== undefined) {
    throw malformed(`Unknown field ${unknown}`);
  }
  const effect = statement.Effect;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw malformed('Invalid effect');
  }
  if (effect === 'Allow' && statement.NotPrincipal !== undefined) {
    throw malformed('Allow with NotPrincipal is not allowed');
  }
  const actions = statement.Action;
  const resources = statement.Resource;
  const read = {
    effect,
    ...readOne(statement, 'Principal', (value) => readPrincipals(value, isKnownPrincipal)),
    ...readOne(statement, 'Action', readActions),
    ...readOne(statement, 'Resource', (value) => readResources(value, bucketName)),
    conditions: readConditions(statement.Condition),
  } as Statement;
  if (actions !== undefined && resources !== undefined) {
    requireApplicable(listOf(actions).map(String), listOf(resources).map(String), fits);
  }
  return read;
}

function requireApplicable(
  actions: readonly string[],
  resources: readonly string[],
  fits: ActionCheck,
): void {
  if (!actions.every((action) => fits(action, resources))) {
    throw malformed('Action does not apply to any resource(s) in statement');
  }
}

// `Principal` or `NotPrincipal`, but not both and not neither.
function readOne(
  statement: Json,
  name: string,
  read: (value: unknown) => Principals,
): Record<string, Principals> {
  const value = statement[name];
  const opposite = statement[`Not${name}`];
  if ((value === undefined) === (opposite === undefined)) {
    throw malformed(`Missing required field ${name}`);
  }
  const field = value === undefined ? `not${name}s` : `${name.toLowerCase()}s`;
  return { [field]: read(value ?? opposite) };
}

function readPrincipals(value: unknown, isKnown: (principal: string) => boolean): Principals {
  if (value === '*') {
    return '*';
  }
  const principals: string[] = [];
  for (const [kind, names] of Object.entries(asObject(value, 'Invalid principal in policy'))) {
    for (const name of listOf(names)) {
      if (typeof name !== 'string') {
        throw malformed('Invalid principal in policy');
      }
      if (kind === 'AWS' && name === '*') {
        return '*';
      }
      if ((kind === 'AWS' || kind === 'CanonicalUser') && !isKnown(name)) {
        throw malformed('Invalid principal in policy');
      }
      principals.push(name);
    }
  }
  return principals;
}

function readActions(value: unknown): readonly string[] {
  const actions = strings(value, 'Policy has invalid action');
  if (!actions.every(isKnownAction)) {
    throw malformed('Policy has invalid action');
  }
  return actions;
}

function readResources(value: unknown, bucketName: string): readonly string[] {
  const resources = strings(value, 'Policy has invalid resource');
  const arn = `arn:aws:s3:::${bucketName}`;
  const isOwn = (resource: string): boolean => {
    const name = resource.slice('arn:aws:s3:::'.length);
    if (!resource.startsWith('arn:aws:s3:::')) {
      return resource === '*';
    }
    const bucketPattern = name.split('/')[0] ?? '';
    return resource === arn || resource.startsWith(`${arn}/`) || /[*?]/.test(bucketPattern);
  };
  if (!resources.every(isOwn)) {
    throw malformed('Policy has invalid resource');
  }
  return resources;
}

function readConditions(value: unknown): ConditionBlock[] {
  if (value === undefined) {
    return [];
  }
  return Object.entries(asObject(value)).flatMap(([name, lines]) => {
    const [, quantifier, operator = '', ifExists] = operatorPattern.exec(name) ?? [];
    if (!isOperator(operator)) {
      throw malformed(`Invalid Condition type : ${name}`);
    }
    return Object.entries(asObject(lines)).map(([key, values]) => ({
      operator,
      ifExists: ifExists !== undefined,
      key,
      values: listOf(values).map(String),
      ...(quantifier === 'ForAllValues' || quantifier === 'ForAnyValue' ? { quantifier } : {}),
    }));
  });
}

function strings(value: unknown, message: string): readonly string[] {
  const list = listOf(value);
  if (list.length === 0 || !list.every((item) => typeof item === 'string')) {
    throw malformed(message);
  }
  return list as string[];
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

function asObject(
  value: unknown,
  message = "Policies must be valid JSON and the first byte must be '{'",
): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed(message);
  }
  return value as Json;
}

function parseJson(text: string): Json {
  try {
    if (text.trimStart().startsWith('{')) {
      return asObject(JSON.parse(text));
    }
  } catch {
    // Said below, as for any other text.
  }
  throw new S3Error('MalformedPolicy');
}

function malformed(message: string): S3Error {
  return new S3Error('MalformedPolicy', { message });
}
