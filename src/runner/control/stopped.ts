/** Thrown where a step cannot go on because the run stops; what it is about stays undecided. */
export class RunStopped extends Error {}
