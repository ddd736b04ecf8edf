import { seconds, time } from '../../lib/fields/scalar-types.js';
import {
  type Fields,
  type FieldsOf,
  type Located,
  list,
  named,
  object,
  optional,
  record,
  required,
  valueMap,
} from '../shape/compound.js';
import { rawText, text } from '../shape/scalars.js';
import type { Shape } from '../shape/shape.js';
import { nearestHint } from '../shape/suggest.js';
import { errorAt } from '../text/diagnostic.js';
import type { MapNode, Node } from '../text/node.js';
import { caseFields } from './case.js';
import { expectedResult } from './expected.js';
import { misplacedOn, modifiersOn } from './modifier.js';
import { modifierRules } from './modifier-rules.js';
import { modifiers } from './modifiers.js';
import { operationName, withParametersOfOperation } from './operation-name.js';
import { pause } from './pause.js';
import { postForm } from './post-form.js';
import { http, request } from './request.js';
import { type Kind, kindNames } from './step-kind.js';
import { stepSchema } from './step-schema.js';
import { typedValue } from './typed-value.js';

/** A step of any kind; the key that names the kind decides which. */
export const step: Shape<Step> = named('step', () => withParametersOfOperation(anyStep));

const stepList: Shape<readonly Step[]> = list(step, { min: 1 });

const table = modifiers<Step>(stepList);

const judged = {
  expected_result: optional(expectedResult, 'What is expected.', { aliases: ['expected-result', 'expect'] }),
} as const;

const operationFields = {
  operation: required(operationName, 'An operation of the S3 API.'),
  parameters: optional(valueMap, 'Its parameters, in snake_case or as in the API.'),
  http: optional(
    named('http', () => typedValue(http)),
    'Changes to the HTTP request that the model made.',
  ),
  ...judged,
  ...modifiersOn(table, 'operation'),
} as const;

const requestFields = {
  request: required(
    named('request', () => typedValue(request)),
    'Raw HTTP, for requests that no SDK sends.',
  ),
  ...judged,
  ...modifiersOn(table, 'request'),
} as const;

const presignFields = {
  presign: required(
    withParametersOfOperation(
      object('presign', {
        operation: required(operationName, 'An operation of the S3 API.'),
        parameters: optional(valueMap, 'Its parameters.'),
        expires: optional(typedValue(seconds), 'How many seconds it is valid (900).'),
        date: optional(typedValue(time), 'When it was signed: a duration such as -1h, or a time.'),
      }),
    ),
    'Makes a presigned URL; its output is url and headers.',
  ),
  ...modifiersOn(table, 'presign'),
} as const;

const postFormFields = {
  post_form: required(
    named('post_form', () => typedValue(postForm)),
    'An HTML form upload (POST Object).',
  ),
  ...judged,
  ...modifiersOn(table, 'post_form'),
} as const;

const blockFields = {
  steps: required(stepList, 'The steps of the block, in order.'),
  ...judged,
  ...modifiersOn(table, 'steps'),
} as const;

const caseStepFields = {
  case: required(text, 'The name of the case; its id ends in it.'),
  steps: required(stepList, 'The steps of the case; it stops at the first one that fails.'),
  record: optional(
    list(text, { min: 1, orOne: true }),
    'In a suite: the records of AWS that the case is made of, as area/id.',
  ),
  ...caseFields,
  ...judged,
  ...modifiersOn(table, 'case'),
} as const;

const setFields = {
  set: required(record(rawText), 'JMESPath over the saved values, by name.'),
  ...modifiersOn(table, 'set'),
} as const;

const waitFields = {
  wait: required(typedValue(pause), 'How long, such as 2s.'),
  ...modifiersOn(table, 'wait'),
} as const;

type StepOf<K extends Kind, F extends Fields> = { readonly kind: K } & FieldsOf<F> &
  Located & { readonly [P in Exclude<keyof typeof table, keyof F>]?: undefined };

/** A call of the API model. */
export interface OperationStep extends StepOf<'operation', typeof operationFields> {}

/** Raw HTTP. */
export interface RequestStep extends StepOf<'request', typeof requestFields> {}

/** A presigned URL. */
export interface PresignStep extends StepOf<'presign', typeof presignFields> {}

/** An HTML form upload (POST Object). */
export interface PostFormStep extends StepOf<'post_form', typeof postFormFields> {}

/** A block of steps. */
export interface BlockStep extends StepOf<'steps', typeof blockFields> {}

/** A block with a name, a title and one verdict. */
export interface CaseStep extends StepOf<'case', typeof caseStepFields> {}

/** New values from saved ones. */
export interface SetStep extends StepOf<'set', typeof setFields> {}

/** A pause. */
export interface WaitStep extends StepOf<'wait', typeof waitFields> {}

/** An entry of a phase or of `steps`, told apart by `kind`. */
export type Step =
  | OperationStep
  | RequestStep
  | PresignStep
  | PostFormStep
  | BlockStep
  | CaseStep
  | SetStep
  | WaitStep;

/** A key that a step may have besides the one of its kind. */
export type ModifierName = keyof typeof table;

const kinds: { readonly [K in Kind]: Shape<Extract<Step, { kind: K }>> } = {
  operation: stepShape('operation', 'an operation', operationFields),
  request: stepShape('request', 'a request', requestFields),
  presign: stepShape('presign', 'a presign step', presignFields),
  post_form: stepShape('post_form', 'a post_form step', postFormFields),
  case: stepShape('case', 'a case', caseStepFields),
  steps: stepShape('steps', 'a block', blockFields),
  set: stepShape('set', 'a set step', setFields),
  wait: stepShape('wait', 'a wait', waitFields),
};

/** A step of one kind: its own fields and the modifiers that mean something on it; the others say where they belong. */
function stepShape<const K extends Kind, F extends Fields>(
  kind: K,
  what: string,
  fields: F,
): Shape<FieldsOf<F> & Located & { readonly kind: K }> {
  const shape = object(what, fields, { misplaced: misplacedOn(table, kind) });
  return {
    read(node, context) {
      const read = shape.read(node, context);
      return read === undefined ? undefined : { ...read, kind };
    },
    schema: (definitions) => shape.schema(definitions),
  };
}

function kindOf(node: MapNode): Kind | undefined {
  return kindNames.find((kind) => node.entries.some(({ key }) => key === kind));
}

const anyStep: Shape<Step> = {
  read(node: Node, context) {
    const kind = node.kind === 'map' ? kindOf(node) : undefined;
    if (kind === undefined) {
      const stranger =
        node.kind === 'map' ? node.entries.find(({ key }) => !Object.hasOwn(table, key)) : undefined;
      const hint =
        (stranger && nearestHint(stranger.key, kindNames)) ??
        `one of these keys says what it does: ${kindNames.join(', ')}`;
      context.report(errorAt(stranger?.keyAt ?? node.at, 'unknown-step', 'this is not a step', hint));
      return undefined;
    }
    return kinds[kind].read(node, context);
  },
  schema: (definitions) => stepSchema(kinds, modifierRules(), definitions),
};
