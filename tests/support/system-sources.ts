import type { ClientSources } from '../../src/s3/index.js';

/** The time and the randomness of this machine, for clients of which a test wants neither. */
export const systemSources: ClientSources = { now: () => new Date(), random: Math.random };
