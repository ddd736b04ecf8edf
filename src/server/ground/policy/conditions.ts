import { BlockList, isIP } from 'node:net';
import { matchesPattern } from './wildcards.js';

/** One line of a statement's condition: `{"StringLike": {"aws:Referer": ["…"]}}`. */
export interface ConditionBlock {
  /** Without `IfExists` and set qualifiers. */
  readonly operator: string;
  readonly ifExists: boolean;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly key: string;
  readonly values: readonly string[];
}

/** Finds the values of a condition key in a request; undefined where it has none. */
export type ConditionValues = (key: string) => readonly string[] | undefined;

type Test = (actual: string, expected: string) => boolean;

const arnParts = 6;

const operators: Readonly<Record<string, Test>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (actual, expected) => matchesPattern(expected, actual),
  NumericEquals: (actual, expected) => Number(actual) === Number(expected),
  NumericLessThan: (actual, expected) => Number(actual) < Number(expected),
  NumericLessThanEquals: (actual, expected) => Number(actual) <= Number(expected),
  NumericGreaterThan: (actual, expected) => Number(actual) > Number(expected),
  NumericGreaterThanEquals: (actual, expected) => Number(actual) >= Number(expected),
  DateEquals: (actual, expected) => readTime(actual) === readTime(expected),
  DateLessThan: (actual, expected) => readTime(actual) < readTime(expected),
  DateLessThanEquals: (actual, expected) => readTime(actual) <= readTime(expected),
  DateGreaterThan: (actual, expected) => readTime(actual) > readTime(expected),
  DateGreaterThanEquals: (actual, expected) => readTime(actual) >= readTime(expected),
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  BinaryEquals: (actual, expected) => actual === expected,
  IpAddress: isInNetwork,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
};

/** The operators that say the opposite of another. */
const negatedOperators: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** Whether an operator, without qualifiers, is one of IAM's. */
export function isOperator(name: string): boolean {
  return name === 'Null' || name in operators || name in negatedOperators;
}

/** Whether a condition holds: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function holds(block: ConditionBlock, valuesOf: ConditionValues): boolean {
  const actual = valuesOf(block.key);
  const { operator, values, quantifier } = block;
  if (operator === 'Null') {
    return values.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  }
  const isNegated = operator in negatedOperators;
  if (actual === undefined) {
    return block.ifExists || isNegated || quantifier === 'ForAllValues';
  }
  const test = operators[negatedOperators[operator] ?? operator];
  if (test === undefined) {
    return false;
  }
  const matches = (value: string): boolean => values.some((expected) => test(value, expected)) !== isNegated;
  return quantifier === 'ForAllValues' || (isNegated && quantifier === undefined)
    ? actual.every(matches)
    : actual.some(matches);
}

function readTime(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function matchesArn(actual: string, expected: string): boolean {
  const parts = splitArn(actual);
  return splitArn(expected).every((pattern, index) => matchesPattern(pattern, parts[index] ?? ''));
}

function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, arnParts - 1), parts.slice(arnParts - 1).join(':')];
}

function isInNetwork(address: string, network: string): boolean {
  const [base = '', prefix] = network.split('/');
  const family = isIP(base) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(base) === 0 || isIP(address) === 0) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(base, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
