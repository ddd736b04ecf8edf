import { formatDuration } from '../reporting/durations.js';
import { count } from '../reporting/words.js';
import type { RunEvent } from '../results/events.js';

/** What is known of a run on its way. */
export interface ProgressState {
  begun: number;
  groups: number;
  groupsDone: number;
  total: number;
  done: number;
  inFlight: number;
  wrong: number;
  last: string;
  /** The load that is under way, in words. */
  load: string | null;
}

/** The state before anything happened. */
export function initialState(): ProgressState {
  return {
    begun: 0,
    groups: 0,
    groupsDone: 0,
    total: 0,
    done: 0,
    inFlight: 0,
    wrong: 0,
    last: '',
    load: null,
  };
}

/** A run on its way in words: all counts, the part of these that tells of failures, and the time that has passed. */
export function describeState(
  state: ProgressState,
  now: number,
): { readonly facts: string; readonly wrong: string; readonly elapsed: string } {
  const counts = [
    `${state.groupsDone}/${count(state.groups, 'group')}`,
    `${state.done}/${count(state.total, 'operation')}`,
    ...(state.load === null ? [`${state.inFlight} in flight`] : [state.load]),
  ].join(' · ');
  const wrong = state.wrong === 0 ? 'no failures' : `✗ ${count(state.wrong, 'failure')}`;
  const elapsed = formatDuration(Math.floor((now - state.begun) / 1000));
  return { facts: `${counts} · ${wrong}`, wrong, elapsed };
}

/** Brings the state up to date. */
export function follow(state: ProgressState, event: RunEvent): void {
  if (event.type === 'run-started') {
    state.groups = event.total_groups;
    state.total = event.total_operations;
  } else if (event.type === 'step-started') {
    state.inFlight += 1;
    state.last = `${event.group_name} › ${event.step}`;
  } else if (event.type === 'step-finished' || event.type === 'turn-finished') {
    const { status } = event.type === 'turn-finished' ? event : event.result;
    state.done += 1;
    // What was skipped never began.
    if (status !== 'skipped') {
      state.inFlight = Math.max(0, state.inFlight - 1);
    }
    if (status === 'fail' || status === 'error') {
      state.wrong += 1;
    }
    state.load = null;
  } else if (event.type === 'load-progress') {
    const { seconds, of_seconds: all, requests, wrong } = event;
    const failures = wrong === 0 ? '' : `, ${wrong} wrong`;
    state.load = `load ${Math.min(all, Math.round(seconds))}/${all} s: ${count(requests, 'request')}${failures}`;
    state.last = `${event.group_name} › ${event.step}`;
  } else if (event.type === 'group-finished') {
    state.groupsDone += 1;
  }
}
