/** What a bucket may hold when it is to be removed. */
export interface Remains {
  readonly objects: boolean;
  readonly uploads: boolean;
}

/** Of a bucket that nobody watched. */
export const anyRemains: Remains = { objects: true, uploads: true };
