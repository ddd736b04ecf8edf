import { type ConditionValues, holds } from '../../ground/policy/conditions.js';
import type { Principals, Statement } from '../../ground/policy/policy.js';
import { matchesPattern } from '../../ground/policy/wildcards.js';
import type { User } from '../auth/users.js';

/** What a policy is asked. */
export interface PolicyRequest {
  readonly user: User | undefined;
  readonly action: string;
  /** `arn:aws:s3:::bucket` or `arn:aws:s3:::bucket/key`. */
  readonly resource: string;
  readonly valuesOf: ConditionValues;
  readonly ignoresConditions?: boolean;
}

/** What the statements of a policy say: an explicit Deny beats every Allow; undefined where they say nothing. */
export function evaluatePolicy(
  statements: readonly Statement[],
  question: PolicyRequest,
): 'Allow' | 'Deny' | undefined {
  let response: 'Allow' | undefined;
  for (const statement of statements) {
    if (!applies(statement, question)) {
      continue;
    }
    if (statement.effect === 'Deny') {
      return 'Deny';
    }
    response = 'Allow';
  }
  return response;
}

function applies(
  statement: Statement,
  { user, action, resource, valuesOf, ignoresConditions = false }: PolicyRequest,
): boolean {
  const fill = (text: string): string => fillVariables(text, valuesOf);
  return (
    isOneOf(statement.principals, statement.notPrincipals, (principals) => namesUser(principals, user)) &&
    isOneOf(statement.actions, statement.notActions, (actions) =>
      actions.some((pattern) => matchesPattern(pattern, action, true)),
    ) &&
    isOneOf(statement.resources, statement.notResources, (resources) =>
      resources.some((pattern) => matchesPattern(fill(pattern), resource)),
    ) &&
    (ignoresConditions ||
      statement.conditions.every((block) => holds({ ...block, values: block.values.map(fill) }, valuesOf)))
  );
}

function isOneOf<Value>(
  wanted: Value | undefined,
  unwanted: Value | undefined,
  test: (value: Value) => boolean,
): boolean {
  if (wanted !== undefined) {
    return test(wanted);
  }
  return unwanted === undefined || !test(unwanted);
}

function namesUser(principals: Principals, user: User | undefined): boolean {
  if (principals === '*') {
    return true;
  }
  if (user === undefined) {
    return false;
  }
  return principals.some(
    (name) =>
      name === user.arn ||
      name === user.accountId ||
      name === user.canonicalId ||
      name === `arn:aws:iam::${user.accountId}:root`,
  );
}

// `${aws:username}` in a pattern means the caller's; `${*}`, `${?}` and `${$}` for the characters themselves.
function fillVariables(text: string, valuesOf: ConditionValues): string {
  if (!text.includes('${')) {
    return text;
  }
  return text.replace(/\$\{([^}]*)\}/g, (whole, name: string) => valuesOf(name)?.[0] ?? whole);
}
