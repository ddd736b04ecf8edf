import { list } from '../shape/compound.js';
import { rawText } from '../shape/scalars.js';
import type { ReadContext, Shape } from '../shape/shape.js';
import { errorAt } from '../text/diagnostic.js';
import { describeNode, type MapNode, type Node } from '../text/node.js';
import { compileValue } from '../values/compile.js';
import type { Value } from '../values/value.js';
import { expectationProperties } from './expected.js';

/** A response that is accepted although it is not the expected one, and why. */
export interface Tolerated {
  readonly reason: string;
  /** An expected result, compiled as it is written. */
  readonly expectation: Value;
}

const reasonKey = 'reason';

const entry: Shape<Tolerated> = {
  read(node, context) {
    if (node.kind !== 'map') {
      report(node, `an entry of tolerate must be a map, found ${describeNode(node)}`, context);
      return undefined;
    }
    const reason = readReason(node, context);
    const entries = node.entries.filter(({ key }) => key !== reasonKey);
    if (entries.length === 0) {
      report(node, 'an entry of tolerate says what is accepted, in the keys of expected_result', context);
      return undefined;
    }
    const expectation = compileValue({ ...node, entries }, context.report);
    return reason === undefined ? undefined : { reason, expectation };
  },
  schema: () => ({
    type: 'object',
    properties: {
      [reasonKey]: { ...rawText.schema(new Map()), description: 'Why no client breaks by it.' },
      ...expectationProperties(),
    },
    additionalProperties: false,
    required: [reasonKey],
    minProperties: 2,
  }),
};

function readReason({ entries, at }: MapNode, context: ReadContext): string | undefined {
  const given = entries.find(({ key }) => key === reasonKey);
  if (given) {
    return rawText.read(given.value, context);
  }
  const place = entries[0]?.keyAt ?? at;
  const message = `an entry of tolerate needs the key "${reasonKey}"`;
  context.report(errorAt(place, 'missing-key', message, 'Why no client breaks by it.'));
  return undefined;
}

function report({ at }: Node, message: string, context: ReadContext): void {
  context.report(errorAt(at, 'wrong-type', message));
}

/** What is accepted beside the expected result: a list of expected results, each with its reason. */
export const toleratedResults: Shape<readonly Tolerated[]> = list(entry, { min: 1 });
