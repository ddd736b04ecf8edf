import { findOperation, nextPage, paginationOf } from '../../operations/index.js';
import type { Outcome } from '../../s3/types.js';
import type { Ask } from './ask.js';
import type { ListingLimit } from './listing-limit.js';

/**
 * Gives the outcome of every page of a listing; one that is not a success is the last.
 * A server that hands out the same token again, or none where it promises more, ends the listing too, and so does the
 * limit of the bucket.
 */
export async function* listPages(
  ask: Ask,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  limit: ListingLimit,
): AsyncGenerator<Outcome> {
  const found = findOperation(operation);
  const pagination = found && paginationOf(found);
  const seen = new Set<string>();
  let parameters: Readonly<Record<string, unknown>> = {};
  const note = limit.follow(operation);
  while (!limit.isReached()) {
    const outcome = await ask(operation, { ...input, ...parameters });
    if (outcome.response?.success) {
      note(outcome.response.output);
    }
    yield outcome;
    const page =
      outcome.response?.success && pagination ? nextPage(pagination, outcome.response.output) : null;
    if (page?.kind !== 'next') {
      return;
    }
    parameters = page.parameters;
    const token = JSON.stringify(parameters);
    if (seen.has(token)) {
      return;
    }
    seen.add(token);
  }
}
