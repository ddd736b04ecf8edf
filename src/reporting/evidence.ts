import type { Actual, HttpRecord, Load, Mismatch, StepResult, Turns } from '../results/types.js';
import { describeMismatch, type MismatchText } from './describe-mismatch.js';
import { describeActual, describeExpected } from './describe-step.js';
import { block, inlineMembers } from './inline.js';
import { describeLoad, failureLines, figureLines, notesOf } from './load.js';
import { oneLine, printable } from './printable.js';
import { renderTrace } from './trace.js';
import { describeLatency, describeTurns } from './turns.js';

/** One fact of a step's evidence, in words under its label; a text is one line, a command is kept as it is. */
export type Fact =
  | { readonly label: TextLabel | 'reproduce'; readonly text: string }
  | { readonly label: 'mismatch' | 'deviation'; readonly mismatch: MismatchText }
  | { readonly label: 'response' | 'figures' | 'failures'; readonly lines: readonly string[] }
  | {
      readonly label: 'http';
      readonly text: string;
      readonly duration: number;
      readonly trace: Trace | null;
    };

/** What a fact is about, as reports name it. */
export type Label = Fact['label'];

type TextLabel =
  | 'place'
  | 'as'
  | 'with'
  | 'load'
  | 'note'
  | 'expected'
  | 'actual'
  | 'turns'
  | 'times'
  | 'tolerated'
  | 'skipped';
type Trace = readonly string[];

/**
 * All that a step leaves to judge it by, in the order in which reports show it: what was sent, what was expected,
 * what was actual, the mismatches or what was tolerated, the HTTP exchanges, and how to reproduce it.
 * A mismatch fits into `width` columns and `mostLines` lines.
 */
export function evidenceOf(step: StepResult, width: number, mostLines?: number): readonly Fact[] {
  const { credential, parameters, skip_reason, mismatches, actual, http, reproduce } = step;
  const { tolerated = null, deviations = [], place = null } = step;
  const differences = (label: 'mismatch' | 'deviation', found: readonly Mismatch[]): readonly Fact[] =>
    found.map((one) => ({ label, mismatch: describeMismatch(one, width, mostLines) }));
  if (step.turns !== undefined) {
    return [...textFact('as', credential), ...turnFacts(step.turns), ...textFact('skipped', skip_reason)];
  }
  return [
    ...textFact('place', place),
    ...textFact('as', credential),
    ...textFact('with', inlineMembers(parameters)),
    ...(step.load === undefined ? [] : loadFacts(step.load)),
    ...textFact('expected', describeExpected(step)),
    ...textFact('actual', describeActual(step)),
    ...textFact('skipped', skip_reason),
    ...differences('mismatch', mismatches),
    ...textFact('tolerated', tolerated),
    ...differences('deviation', deviations),
    ...(step.load === undefined || step.load.failures.length === 0
      ? []
      : [{ label: 'failures', lines: failureLines(step.load, mostFailures) } as const]),
    ...responseFact(actual, width),
    ...http.map(exchangeFact),
    ...(reproduce === null ? [] : [{ label: 'reproduce', text: printable(reproduce) } as const]),
  ];
}

const mostFailures = 5;

function loadFacts(load: Load): readonly Fact[] {
  return [
    ...textFact('load', describeLoad(load)),
    ...notesOf(load).flatMap((note) => textFact('note', note)),
    { label: 'figures', lines: figureLines(load) },
  ];
}

function turnFacts(turns: Turns): readonly Fact[] {
  const { latency } = turns;
  return [
    ...textFact('turns', describeTurns(turns)),
    ...textFact('times', latency === undefined ? null : describeLatency(latency)),
  ];
}

function textFact(label: TextLabel, text: string | null): readonly Fact[] {
  return text === null || text === '' ? [] : [{ label, text: oneLine(text) }];
}

function responseFact(actual: Actual | null, width: number): readonly Fact[] {
  if (actual === null) {
    return [];
  }
  const { headers, response, error, body } = actual;
  const data = {
    ...(headers && { headers }),
    response,
    ...(error && { error }),
    ...(body !== undefined && { body }),
  };
  const isEmpty = Object.keys(response).length === 0 && Object.keys(data).length === 1;
  return isEmpty ? [] : [{ label: 'response', lines: block(data, width) }];
}

function exchangeFact({ method, url, status, request_id, duration, trace }: HttpRecord): Fact {
  const id = request_id === null ? '' : `, request id ${request_id}`;
  return {
    label: 'http',
    text: oneLine(`${method} ${url} → ${status ?? 'no response'}${id}`),
    duration,
    trace: trace === undefined ? null : renderTrace(trace),
  };
}
