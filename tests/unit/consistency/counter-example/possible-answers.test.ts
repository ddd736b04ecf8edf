import { expect, test } from 'vitest';
import { possibleAnswers } from '../../../../src/consistency/counter-example/possible-answers.js';
import { get, operation, put } from '../../../support/histories/build.js';

test('one after another there is one answer', () => {
  expect(possibleAnswers([get(0, [0, 1], 7)], [7])).toEqual({
    ofEach: [[{ found: 7 }]],
    states: [7],
    successes: [0],
  });
  expect(possibleAnswers([put(0, [0, 1], 8, { condition: { if_none_match: '*' } })], [7])).toEqual({
    ofEach: [['refused']],
    states: [7],
    successes: [0],
  });
});

test('side by side every order is possible', () => {
  const create = { condition: { if_none_match: '*' } } as const;
  expect(possibleAnswers([put(0, [0, 9], 1, create), put(1, [0, 9], 2, create)], [null])).toEqual({
    ofEach: [
      ['ok', 'refused'],
      ['refused', 'ok'],
    ],
    states: [1, 2],
    successes: [1],
  });
  expect(possibleAnswers([operation(0, 'delete', [0, 9]), get(1, [0, 9], null)], [3])).toEqual({
    ofEach: [['ok'], [{ found: null }, { found: 3 }]],
    states: [null],
    successes: [1],
  });
});

test('a condition that names an object which is not there', () => {
  const swap = put(0, [0, 1], 2, { condition: { if_match: '"1"', if_match_value: 1 } });
  expect(possibleAnswers([swap], [1, 5, null])?.ofEach).toEqual([['ok', 'refused', 'not found']]);
});

test('too many side by side are not tried', () => {
  expect(
    possibleAnswers(
      Array.from({ length: 7 }, (_, client) => put(client, [0, 9], client)),
      [null],
    ),
  ).toBeNull();
});
