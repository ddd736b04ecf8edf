/** The kinds of step, by the key that names them, in the order in which they decide. */
export const kindNames = [
  'operation',
  'request',
  'presign',
  'post_form',
  'case',
  'steps',
  'set',
  'wait',
] as const;

/** A kind of step. */
export type Kind = (typeof kindNames)[number];

/** The kinds that send a request. */
export const sending = ['operation', 'request', 'post_form'] as const;
