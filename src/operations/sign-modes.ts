/** How a request may be signed. */
export const signModes = [
  'v4',
  'v4-unsigned-payload',
  'v4-streaming',
  'v4-streaming-trailer',
  'v4-unsigned-trailer',
  'v4-presigned',
  'v2',
  'v2-presigned',
  'none',
] as const;

/** One of the ways a request may be signed. */
export type SignMode = (typeof signModes)[number];

/** How a form may be signed. */
export const formSignModes = ['v4', 'v2', 'none'] as const;

/** One of the ways a form may be signed. */
export type FormSignMode = (typeof formSignModes)[number];
