import { mapPrices, noRequests, type PriceClass } from './price-class.js';

/** How much a plan will send at the least; what is known only at run time counts once. */
export interface PlanCount {
  readonly operations: number;
  /** Those of its steps, and those that make and remove the buckets of its cases. */
  readonly requests: number;
  readonly bytes: number;
  /** The requests by what AWS charges for: https://aws.amazon.com/s3/pricing/ */
  readonly requests_by_price: PriceCount;
}

/** Requests by their class of price on AWS. */
export type PriceCount = Readonly<Record<PriceClass, number>>;

/** What sends nothing. */
export const nothing: PlanCount = { operations: 0, requests: 0, bytes: 0, requests_by_price: noRequests };

/** Both counts together. */
export function add(a: PlanCount, b: PlanCount): PlanCount {
  return {
    operations: a.operations + b.operations,
    requests: a.requests + b.requests,
    bytes: a.bytes + b.bytes,
    requests_by_price: mapPrices((price) => a.requests_by_price[price] + b.requests_by_price[price]),
  };
}

/** A count several times. */
export function times(count: PlanCount, factor: number): PlanCount {
  return {
    operations: count.operations * factor,
    requests: count.requests * factor,
    bytes: count.bytes * factor,
    requests_by_price: mapPrices((price) => count.requests_by_price[price] * factor),
  };
}

/** Requests of one class, without bodies worth counting. */
export function requestsOf(price: PriceClass, requests: number): PlanCount {
  return { ...nothing, requests, requests_by_price: { ...noRequests, [price]: requests } };
}
