import { evaluate } from '../../config/values/evaluate.js';
import { textOf } from '../../config/values/filters.js';
import { defined } from '../../lib/defined.js';
import type { ClientOptions } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { togetherOf } from './judge-together.js';

/** The context inside a step: its variables, its credential and its client come over those around it. */
export function deriveContext(planned: PlannedStep, outer: StepContext): StepContext {
  const { step, caseId } = planned;
  const isJudgedTogether = outer.isJudgedTogether === true || togetherOf(planned) !== undefined;
  const isSame =
    !step.variables &&
    !step.credential &&
    !step.client &&
    (outer.caseId !== null || caseId === null) &&
    isJudgedTogether === (outer.isJudgedTogether ?? false);
  if (isSame) {
    return outer;
  }
  const scope = outer.scope.withVariables(step.variables);
  const credential = step.credential ? textOf(evaluate(step.credential, { scope })) : outer.credential;
  return {
    ...outer,
    scope,
    credential,
    client: deriveClient(step.client, outer.client),
    caseId: outer.caseId ?? caseId,
    isJudgedTogether,
  };
}

function deriveClient(own: PlannedStep['step']['client'], outer: ClientOptions): ClientOptions {
  if (!own) {
    return outer;
  }
  const {
    driver = outer.driver,
    checksums = outer.checksums,
    path_style: pathStyle = outer.pathStyle,
    expect_continue: expectContinue = outer.expectContinue,
    retries,
  } = own;
  return {
    driver,
    checksums,
    retry: retries === undefined ? outer.retry : { ...outer.retry, maxAttempts: retries + 1 },
    ...defined({ pathStyle, expectContinue }),
  };
}
