import { findOperation } from '../../operations/index.js';
import { operationOf, type PlannedStep } from './planned-step.js';

const classes = ['put_copy_post_list', 'get_and_others', 'free'] as const;

/** What AWS charges for a request: a price for each of the first two, nothing for the last. */
export type PriceClass = (typeof classes)[number];

/** Makes a number for each class. */
export function mapPrices(count: (price: PriceClass) => number): Record<PriceClass, number> {
  return {
    put_copy_post_list: count('put_copy_post_list'),
    get_and_others: count('get_and_others'),
    free: count('free'),
  };
}

/** No request of any class. */
export const noRequests: Readonly<Record<PriceClass, number>> = mapPrices(() => 0);

/**
 * The class of the request that a step sends: deletions and cancellations are free, lists cost what writes cost. A method
 * that only the run knows counts as a write. https://aws.amazon.com/s3/pricing/
 */
export function priceClassOf(planned: PlannedStep): PriceClass {
  const operation = operationOf(planned) ?? '';
  const method = findOperation(operation)?.method ?? methodOf(planned);
  if (method === 'DELETE' || operation === 'DeleteObjects') {
    return 'free';
  }
  const isWrite = (method === 'PUT' || method === 'POST') && operation !== 'SelectObjectContent';
  return isWrite || operation.startsWith('List') ? 'put_copy_post_list' : 'get_and_others';
}

function methodOf({ step }: PlannedStep): string {
  if (step.kind !== 'request') {
    return 'PUT';
  }
  const method = step.request?.kind === 'map' ? step.request.entries : [];
  const named = method.find(({ key }) => key.kind === 'literal' && key.value === 'method')?.value;
  if (named === undefined) {
    return 'GET';
  }
  return named.kind === 'literal' ? String(named.value) : 'PUT';
}
