import { defined } from '../../lib/defined.js';
import { isRegionName } from '../../lib/region-name.js';
import { parseMilliseconds } from '../../lib/units.js';
import { errorAt, warningAt } from '../text/diagnostic.js';
import { describeNode, type ScalarNode } from '../text/node.js';
import { compileText } from '../values/compile.js';
import { evaluate, type Scope, ValueError } from '../values/evaluate.js';
import { textOf } from '../values/filters.js';
import type { ReadContext, Shape } from './shape.js';
import { nearestHint } from './suggest.js';

/** What a scalar of YAML may be. */
export type Scalar = string | number | boolean | null;

const unset = Symbol('names a variable that is not set');

/** Reads a scalar whose `${…}` can only name environment variables, and are filled in at once. */
function settle(node: ScalarNode, context: ReadContext): Scalar | typeof unset | undefined {
  if (typeof node.value !== 'string' || !node.value.includes('${')) {
    return node.value;
  }
  const template = compileText(node.value, node.at, context.report);
  const scope: Scope = {
    lookup: (name, path) => (path.length === 0 ? context.environment(name) : undefined),
    now: () => new Date(),
    random: () => '',
  };
  try {
    return textOf(evaluate(template, { scope }));
  } catch (error) {
    if (!(error instanceof ValueError)) {
      throw error;
    }
    const make = context.strict !== false ? errorAt : warningAt;
    context.report(
      make(
        node.at,
        'unset-variable',
        `the environment variable ${error.missing ?? ''} is not set`,
        `set it, or give a default: \${${error.missing ?? 'NAME'}:-default}`,
      ),
    );
    return unset;
  }
}

/** Reads a text in which environment variables are filled in at once; undefined where one is not set. */
export function settleText(node: ScalarNode, context: ReadContext): string | undefined {
  const value = settle(node, context);
  return value === undefined || value === null || value === unset ? undefined : String(value);
}

/** A scalar that `convert` reads; undefined means that it is not what is `wanted`. */
export function scalar<T>(
  wanted: string,
  convert: (value: Scalar, node: ScalarNode) => T | undefined,
  schema: object,
  whenUnset: (node: ScalarNode) => T | undefined = () => undefined,
): Shape<T> {
  return {
    read(node, context) {
      if (node.kind === 'scalar') {
        const value = settle(node, context);
        if (value === undefined) {
          return undefined;
        }
        if (value === unset) {
          return whenUnset(node);
        }
        const converted = convert(value, node);
        if (converted !== undefined) {
          return converted;
        }
      }
      context.report(errorAt(node.at, 'wrong-type', `expected ${wanted}, found ${describeNode(node)}`));
      return undefined;
    },
    schema: () => ({ ...schema }),
  };
}

/** A text; a number or boolean is read as it is written, and a variable that is not set stays as it is written. */
export const text: Shape<string> = scalar(
  'a text',
  (value, node) => (value === null ? undefined : typeof value === 'string' ? value : node.source),
  { type: ['string', 'number', 'boolean'] },
  (node) => node.source,
);

/** The name of a region: it stands between slashes in the scope of a signature. */
export const region: Shape<string> = scalar(
  'the name of a region, such as us-east-1',
  (value, node) => {
    const name = typeof value === 'string' || value === null ? value : node.source;
    return name !== null && isRegionName(name) ? name : undefined;
  },
  { type: ['string', 'number'] },
  (node) => node.source,
);

/** The URL of a server, or the word `embedded`. */
export const endpoint: Shape<string> = scalar(
  'a URL such as http://127.0.0.1:9000 or https://s3.example.com, or the word embedded',
  (value) => (typeof value === 'string' && isEndpoint(value) ? value : undefined),
  { type: 'string' },
  (node) => node.source,
);

function isEndpoint(text: string): boolean {
  return text === 'embedded' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
}

/** A text that is kept as written: its `${…}` are filled in later. */
export const rawText: Shape<string> = {
  read(node, context) {
    if (node.kind === 'scalar' && node.value !== null) {
      return typeof node.value === 'string' ? node.value : node.source;
    }
    context.report(errorAt(node.at, 'wrong-type', `expected a text, found ${describeNode(node)}`));
    return undefined;
  },
  schema: () => ({ type: ['string', 'number', 'boolean'] }),
};

/** True or false. */
export const flag: Shape<boolean> = scalar(
  'true or false',
  (value) =>
    typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined,
  { type: ['boolean', 'string'] },
);

/** A number in a range. */
export function number(
  options: { readonly min?: number; readonly above?: number; readonly whole?: boolean } = {},
): Shape<number> {
  const { min, above, whole } = options;
  const wanted = `${whole ? 'a whole number' : 'a number'}${min !== undefined ? ` of at least ${min}` : above !== undefined ? ` above ${above}` : ''}`;
  return scalar(
    wanted,
    (value) => {
      const converted = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof converted !== 'number' || !Number.isFinite(converted)) {
        return undefined;
      }
      if (
        (whole && !Number.isInteger(converted)) ||
        converted < (min ?? -Infinity) ||
        converted <= (above ?? -Infinity)
      ) {
        return undefined;
      }
      return converted;
    },
    { type: [whole ? 'integer' : 'number', 'string'], ...defined({ minimum: min }) },
  );
}

/** A duration such as `500ms`, `2s`, `5m`; read into milliseconds. */
export const duration: Shape<number> = scalar('a duration such as 500ms, 2s or 5m', parseMilliseconds, {
  type: ['string', 'number'],
  examples: ['500ms', '2s', '5m'],
});

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Shape<W> {
  return {
    read(node, context) {
      const value = node.kind === 'scalar' ? settle(node, context) : undefined;
      if (value === unset) {
        return undefined;
      }
      const word = words.find((candidate) => candidate === value);
      if (word === undefined && !(node.kind === 'scalar' && value === undefined)) {
        const hint = typeof value === 'string' ? nearestHint(value, words) : undefined;
        context.report(
          errorAt(
            node.at,
            'wrong-value',
            `expected one of ${words.join(', ')}, found ${describeNode(node)}`,
            hint,
          ),
        );
      }
      return word;
    },
    schema: () => ({ enum: [...words] }),
  };
}
