/** A run that did not begin, since not every shard of it came, or the place where they meet cannot be reached. */
export class StartError extends Error {}
