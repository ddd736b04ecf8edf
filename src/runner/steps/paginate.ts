import type { OperationStep } from '../../config/language/step.js';
import { ValueError } from '../../config/values/evaluate.js';
import { findOperation, nextPage, paginationOf } from '../../operations/index.js';
import type { Mismatch } from '../../results/types.js';
import type { OperationCall } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import type { Attempt, Sent } from '../record/attempt.js';
import { prepareOperation } from '../request/prepare-operation.js';
import type { PreparedCall } from '../request/prepared-call.js';
import { judgeSent, withMismatch } from './judge.js';
import { sendCall } from './send.js';

const defaultMaxPages = 100;

/** Asks for page after page with the responses' own tokens; what is judged is all pages joined. */
export async function followPages(step: OperationStep, context: StepContext): Promise<Attempt> {
  const operation = findOperation(step.operation);
  const pagination = operation && paginationOf(operation);
  if (!pagination) {
    throw new ValueError(`${step.operation} has no pages to follow`, step.where);
  }
  const maxPages = step.paginate?.max_pages ?? defaultMaxPages;
  const first = await prepareOperation(step, context);
  let sent: Sent = await sendCall({}, first, context);
  let problem: Mismatch | null = null;
  for (let pages = 1; sent.outcome.response?.success; pages++) {
    const next = nextPage(pagination, sent.outcome.response.output);
    if (next.kind === 'last') {
      break;
    }
    if (next.kind === 'lost') {
      problem = { path: 'paginate', expected: 'the token of the next page', actual: null };
    } else if (pages >= maxPages) {
      problem = { path: 'paginate.max_pages', expected: maxPages, actual: 'more pages' };
    }
    if (problem || next.kind !== 'next') {
      break;
    }
    sent = joinPages(sent, await sendCall({}, nextCall(first, next.parameters), context));
  }
  const attempt = judgeSent(step, sent, context);
  return problem ? withMismatch(attempt, problem, attempt.failure ?? 'wrong-result') : attempt;
}

function nextCall(
  first: PreparedCall<OperationCall>,
  parameters: Readonly<Record<string, unknown>>,
): PreparedCall {
  const { call } = first;
  return { ...first, call: { ...call, input: { ...call.input, ...parameters } } };
}

/** The later response, with the lists of both pages, as one. */
function joinPages(earlier: Sent, later: Sent): Sent {
  const exchanges = [...earlier.outcome.exchanges, ...later.outcome.exchanges];
  const retries = earlier.outcome.retries + later.outcome.retries;
  const { response } = later.outcome;
  const joined = response?.success
    ? { ...response, output: joinLists(earlier.outcome.response?.output ?? {}, response.output) }
    : response;
  return {
    ...earlier,
    seconds: earlier.seconds + later.seconds,
    outcome: { ...later.outcome, response: joined, exchanges, retries },
  };
}

function joinLists(
  earlier: Readonly<Record<string, unknown>>,
  later: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const output: Record<string, unknown> = { ...earlier, ...later };
  for (const [name, list] of Object.entries(earlier)) {
    if (Array.isArray(list)) {
      output[name] = [...list, ...((later[name] as unknown[] | undefined) ?? [])];
    }
  }
  return output;
}
