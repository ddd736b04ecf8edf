/** How many requests a run may send. */
export interface Budget {
  /** Told of a request that is about to be sent. */
  spend(): void;
  /** Why nothing more may be begun, or null. */
  spent(): string | null;
}

/**
 * A budget of so many requests, or without an end. A plan that sends more in any case is not begun. What clears away is
 * sent beyond it.
 */
export function createBudget(most: number | undefined, planned: number): Budget {
  let sent = 0;
  return {
    spend() {
      sent++;
    },
    spent() {
      if (most === undefined) {
        return null;
      }
      if (planned > most) {
        return `it would send at least ${planned} requests, and may send ${most}`;
      }
      return sent >= most ? `all ${most} requests that it may send were sent` : null;
    },
  };
}
