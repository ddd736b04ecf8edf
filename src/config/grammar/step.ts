import {
  type FieldsOf,
  type Located,
  list,
  named,
  object,
  optional,
  record,
  required,
  value,
  valueMap,
} from '../shape/compound.js';
import { rawText, text } from '../shape/scalars.js';
import type { Shape } from '../shape/shape.js';
import { nearestHint } from '../shape/suggest.js';
import { errorAt } from '../text/diagnostic.js';
import type { MapNode, Node } from '../text/node.js';
import type { Value } from '../values/value.js';
import { type CaseFields, caseFields } from './case.js';
import { expectedResult } from './expected.js';
import { modifiers } from './modifiers.js';
import { operationName, withParametersOfOperation } from './operation-name.js';
import { httpEdits, postForm, request } from './request.js';
import { stepSchema } from './step-schema.js';

/** A step of any kind; the key that names the kind decides which. */
export const step: Shape<Step> = named('step', () => withParametersOfOperation(anyStep));

const stepList: Shape<readonly Step[]> = list(step, { min: 1 });

const common = modifiers<Step>(stepList);

const judged = {
  expected_result: optional(expectedResult, 'What must come.', { aliases: ['expected-result', 'expect'] }),
} as const;

const operationStep = object('an operation', {
  operation: required(operationName, 'An operation of the S3 API.'),
  parameters: optional(valueMap, 'Its parameters, in snake_case or as in the API.'),
  http: optional(httpEdits, 'Changes to the HTTP request that the model made.'),
  ...judged,
  ...common,
});

const requestStep = object('a request', {
  request: required(request, 'Raw HTTP: what no SDK will send.'),
  ...judged,
  ...common,
});

const presignStep = object('a presign step', {
  presign: required(
    withParametersOfOperation(
      object('presign', {
        operation: required(operationName, 'An operation of the S3 API.'),
        parameters: optional(valueMap, 'Its parameters.'),
        expires: optional(value(), 'For how many seconds it holds (900).'),
        date: optional(value(), 'When it was signed: a duration such as -1h, or a time.'),
      }),
    ),
    'Makes a presigned URL: gives url and headers.',
  ),
  ...common,
});

const postFormStep = object('a post_form step', {
  post_form: required(postForm, 'A browser upload.'),
  ...judged,
  ...common,
});

const blockStep = object('a block', {
  steps: required(stepList, 'The steps of the block, in order.'),
  ...judged,
  ...common,
});

const caseStep = object('a case', {
  case: required(text, 'The name of the case; its id ends in it.'),
  steps: required(stepList, 'The steps of the case; it stops at the first that fails.'),
  ...caseFields,
  ...judged,
  ...common,
});

const setStep = object('a set step', {
  set: required(record(rawText), 'JMESPath over the saved values, by name.'),
  ...common,
});

const waitStep = object('a wait', { wait: required(value(), 'How long, such as 2s.'), ...common });

const kinds = {
  operation: operationStep,
  request: requestStep,
  presign: presignStep,
  post_form: postFormStep,
  case: caseStep,
  steps: blockStep,
  set: setStep,
  wait: waitStep,
} as const;

/** What any step may have, read. */
export interface StepModifiers extends FieldsOf<ReturnType<typeof modifiers<Step>>>, Located {}

/** A call of the API model. */
export interface OperationStep extends StepModifiers {
  readonly kind: 'operation';
  readonly operation: string;
  readonly parameters?: Value;
  readonly http?: Value;
  readonly expected_result?: Value;
}

/** Raw HTTP. */
export interface RequestStep extends StepModifiers {
  readonly kind: 'request';
  readonly request: Value;
  readonly expected_result?: Value;
}

/** A presigned URL. */
export interface PresignStep extends StepModifiers {
  readonly kind: 'presign';
  readonly presign: Located & {
    readonly operation: string;
    readonly parameters?: Value;
    readonly expires?: Value;
    readonly date?: Value;
  };
}

/** A browser upload. */
export interface PostFormStep extends StepModifiers {
  readonly kind: 'post_form';
  readonly post_form: Value;
  readonly expected_result?: Value;
}

/** A block of steps. */
export interface BlockStep extends StepModifiers {
  readonly kind: 'steps';
  readonly steps: readonly Step[];
  readonly expected_result?: Value;
}

/** A block with a name, a title and one verdict. */
export interface CaseStep extends StepModifiers, CaseFields {
  readonly kind: 'case';
  readonly case: string;
  readonly steps: readonly Step[];
  readonly expected_result?: Value;
}

/** New values from saved ones. */
export interface SetStep extends StepModifiers {
  readonly kind: 'set';
  readonly set: ReadonlyMap<string, string>;
}

/** A pause. */
export interface WaitStep extends StepModifiers {
  readonly kind: 'wait';
  readonly wait: Value;
}

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

const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];

function kindOf(node: MapNode): keyof typeof kinds | undefined {
  return kindNames.find((kind) => node.entries.some(({ key }) => key === kind));
}

const anyStep: Shape<Step> = {
  read(node: Node, context) {
    const kind = node.kind === 'map' ? kindOf(node) : undefined;
    if (kind === undefined) {
      const stranger =
        node.kind === 'map' ? node.entries.find(({ key }) => !Object.hasOwn(common, key)) : undefined;
      const hint =
        (stranger && nearestHint(stranger.key, kindNames)) ??
        `one of these keys says what it does: ${kindNames.join(', ')}`;
      context.report(errorAt(stranger?.keyAt ?? node.at, 'unknown-step', 'this is no step', hint));
      return undefined;
    }
    const read = kinds[kind].read(node, context);
    return read === undefined ? undefined : ({ ...read, kind } as Step);
  },
  schema: (definitions) => stepSchema(kinds, definitions),
};
