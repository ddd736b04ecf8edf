import { text } from '../../ground/xml/shape.js';

/** An Amazon Resource Name, of whatever it names. */
export const arn = text(/^\s*arn:aws[\w-]*:/);
