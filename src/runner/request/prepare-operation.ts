import { body as bodyType } from '../../config/language/body.js';
import type { OperationStep, PresignStep } from '../../config/language/step.js';
import { readEvaluated } from '../../config/language/typed-value.js';
import { locate, ValueError } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { findOperation, type Operation, resolveParameters } from '../../operations/index.js';
import { fileSink } from '../../s3/index.js';
import type { OperationCall } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import { credentialOf, evaluateMap } from './call-parts.js';
import { filePath } from './file-path.js';
import { readHttp, requestContext } from './prepare-request.js';
import type { PreparedCall } from './prepared-call.js';

/** Prepares a call of the API model; throws a ValueError for parameters that cannot be sent. */
export async function prepareOperation(
  step: OperationStep,
  context: StepContext,
): Promise<PreparedCall<OperationCall>> {
  const { operation, parameters, where, allow_unknown: allowUnknown = false } = step;
  const prepared = await prepareModelCall({ operation, parameters, where, allowUnknown }, context);
  const call = {
    ...prepared.call,
    ...(await readHttp(step, context)),
    ...(step.endpoint ? { endpoint: step.endpoint } : {}),
  };
  return { ...prepared, call };
}

/** Prepares the call of a presigned URL. */
export async function preparePresigned(
  { presign, where }: PresignStep,
  context: StepContext,
): Promise<PreparedCall<OperationCall>> {
  return prepareModelCall(
    { operation: presign.operation, parameters: presign.parameters, where, allowUnknown: true },
    context,
  );
}

interface ModelCall {
  readonly operation: string;
  readonly parameters: Value | undefined;
  readonly where: ValueError['at'];
  readonly allowUnknown: boolean;
}

async function prepareModelCall(
  asked: ModelCall,
  context: StepContext,
): Promise<PreparedCall<OperationCall>> {
  const { where, allowUnknown } = asked;
  const operation = findOperation(asked.operation);
  if (!operation) {
    throw new ValueError(`there is no operation "${asked.operation}"`, where);
  }
  const parameters = withDefaultBucket(evaluateMap(asked.parameters, context), operation, context);
  const resolved = resolveParameters(operation, parameters, { allowUnknown });
  const problem = resolved.problems.find(({ severity }) => severity === 'error');
  if (problem) {
    throw new ValueError(problem.message, asked.parameters ? locate(asked.parameters, problem.path) : where);
  }
  const { extra, body, outputFile } = resolved;
  return {
    call: {
      kind: 'operation',
      operation: operation.name,
      input: resolved.input,
      credential: credentialOf(context),
      client: context.client,
      ...(body === undefined || asked.parameters === undefined
        ? {}
        : { body: await readEvaluated('body', body, asked.parameters, bodyType, requestContext(context)) }),
      ...(Object.keys(extra.query).length + Object.keys(extra.headers).length > 0 ? { extra } : {}),
    },
    operation: operation.requestedName,
    credential: context.credential,
    parameters,
    sinks: outputFile === undefined ? [] : [fileSink(filePath(String(outputFile), context))],
  };
}

function withDefaultBucket(
  parameters: Readonly<Record<string, unknown>>,
  { members }: Operation,
  context: StepContext,
): Readonly<Record<string, unknown>> {
  const bucket = context.scope.fixtureValue('bucket');
  if (bucket === undefined) {
    return parameters;
  }
  const given = Object.keys(parameters).some((name) => name.toLowerCase() === 'bucket');
  return given || !members.some(({ name }) => name === 'Bucket') ? parameters : { bucket, ...parameters };
}
