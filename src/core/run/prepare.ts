import type { OperationStep } from '../../config/grammar/step.js';
import { evaluate, locate, ValueError } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { findOperation, resolveParameters } from '../../operations/index.js';
import { createBody, fileSink } from '../../s3/index.js';
import type { BodySink, BodySource, Call, Credential } from '../../s3/types.js';
import type { Place } from './context.js';
import { filePath } from './file-path.js';

/** A call that is ready to go out, with what the record says of it. */
export interface PreparedCall {
  readonly call: Call;
  readonly operation: string | null;
  readonly credential: string;
  /** As the user wrote them, evaluated. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sinks: readonly BodySink[];
}

/** Prepares a call of the API model; throws a ValueError for parameters that cannot be sent. */
export async function prepareOperation(step: OperationStep, place: Place): Promise<PreparedCall> {
  const operation = findOperation(step.operation);
  if (!operation) throw new ValueError(`there is no operation "${step.operation}"`, step.where);
  const parameters = withDefaultBucket(evaluateMap(step.parameters, place), operation.members, place);
  const resolved = resolveParameters(operation, parameters, { allowUnknown: step.allow_unknown ?? false });
  const problem = resolved.problems.find(({ severity }) => severity === 'error');
  if (problem)
    throw new ValueError(
      problem.message,
      step.parameters ? locate(step.parameters, problem.path) : step.where,
    );
  const { extra } = resolved;
  return {
    call: {
      kind: 'operation',
      operation: operation.name,
      input: resolved.input,
      credential: credentialOf(place),
      client: place.client,
      ...(resolved.body === undefined ? {} : { body: await bodyOf(resolved.body, place, step.where) }),
      ...(Object.keys(extra.query).length + Object.keys(extra.headers).length > 0 ? { extra } : {}),
    },
    operation: operation.requestedName,
    credential: place.credential,
    parameters,
    sinks: resolved.outputFile === undefined ? [] : [fileSink(filePath(String(resolved.outputFile), place))],
  };
}

/** The credential in force; throws a ValueError for a name that nobody has. */
export function credentialOf(place: Place): Credential {
  const credential = place.context.credentials.get(place.credential);
  if (!credential) throw new Error(`there is no credential "${place.credential}"`);
  return credential;
}

/** Evaluates a map of the configuration, which may be left out. */
export function evaluateMap(value: Value | undefined, { scope }: Place): Readonly<Record<string, unknown>> {
  return value ? (evaluate(value, { scope }) as Record<string, unknown>) : {};
}

function withDefaultBucket(
  parameters: Readonly<Record<string, unknown>>,
  members: readonly { readonly name: string }[],
  place: Place,
): Readonly<Record<string, unknown>> {
  const bucket = place.scope.fixtureValue('bucket');
  const given = Object.keys(parameters).some((name) => name.toLowerCase() === 'bucket');
  if (bucket === undefined || given || !members.some(({ name }) => name === 'Bucket')) return parameters;
  return { bucket, ...parameters };
}

async function bodyOf(spec: unknown, place: Place, where: OperationStep['where']): Promise<BodySource> {
  try {
    return await createBody(spec, (reference) => filePath(reference, place));
  } catch (error) {
    throw new ValueError((error as Error).message, where);
  }
}
