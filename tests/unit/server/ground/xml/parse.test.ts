import { expect, test } from 'vitest';
import { parseDocument } from '../../../../../src/server/ground/xml/parse.js';

test.each(['<a>', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', '', '<a></b>', '{}'])(
  '%s is refused',
  (source) => {
    expect(() => parseDocument(source)).toThrow('not well-formed');
  },
);
