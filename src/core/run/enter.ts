import { evaluate } from '../../config/values/evaluate.js';
import { textOf } from '../../config/values/filters.js';
import type { ClientOptions } from '../../s3/types.js';
import type { PlannedStep } from '../plan/plan.js';
import type { Place } from './context.js';

/** The place inside a step: its variables, its credential and its client come over those around it. */
export function enter(planned: PlannedStep, outer: Place): Place {
  const { step, caseId } = planned;
  const scope = outer.scope.withVariables(step.variables);
  const credential = step.credential ? textOf(evaluate(step.credential, { scope })) : outer.credential;
  return {
    ...outer,
    scope,
    credential,
    client: enterClient(step.client, outer.client),
    caseId: outer.caseId ?? caseId,
  };
}

function enterClient(own: PlannedStep['step']['client'], outer: ClientOptions): ClientOptions {
  if (!own) return outer;
  return {
    driver: own.driver ?? outer.driver,
    checksums: own.checksums ?? outer.checksums,
    retry: own.retries === undefined ? outer.retry : { ...outer.retry, maxAttempts: own.retries + 1 },
    ...(own.path_style === undefined
      ? outer.pathStyle === undefined
        ? {}
        : { pathStyle: outer.pathStyle }
      : { pathStyle: own.path_style }),
    ...(own.expect_continue === undefined ? {} : { expectContinue: own.expect_continue }),
  };
}
