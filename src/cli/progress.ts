import { displayWidth, shorten } from '../reporting/display-width.js';
import { formatDuration } from '../reporting/durations.js';
import { createPaint } from '../reporting/paint.js';
import { printable } from '../reporting/printable.js';
import { count } from '../reporting/words.js';
import type { RunEvent } from '../results/events.js';

/** Where progress is drawn: a terminal, or a stream that is none. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** One line of a terminal that follows a run, from its first event until `end`. */
export interface Progress {
  add(event: RunEvent): void;
  /** Writes other text above the line, so that neither breaks the other. */
  write(text: string): void;
  /** Erases the line for good. */
  end(): void;
}

const eraseLine = '\r\u001b[2K';
const redrawMs = 100;
const leastColumns = 20;

/** Follows a run on a terminal; on any other stream it draws nothing. `now` gives milliseconds. */
export function createProgress(
  stream: ProgressStream,
  options: { readonly color: boolean; readonly now: () => number },
): Progress {
  if (stream.isTTY !== true) {
    return { add: () => undefined, write: (text) => void stream.write(text), end: () => undefined };
  }
  const paint = createPaint(options.color);
  const state = { begun: 0, groups: 0, groupsDone: 0, total: 0, done: 0, inFlight: 0, wrong: 0, last: '' };
  let drawnAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;

  const draw = () => {
    drawnAt = options.now();
    const counts = [
      `${state.groupsDone}/${count(state.groups, 'group')}`,
      `${state.done}/${count(state.total, 'operation')}`,
      `${state.inFlight} in flight`,
    ].join(' · ');
    const wrong = state.wrong === 0 ? 'no failures' : `✗ ${count(state.wrong, 'failure')}`;
    const elapsed = formatDuration(Math.floor((drawnAt - state.begun) / 1000));
    const place = state.last === '' ? '' : ` · ${printable(state.last)}`;
    // A terminal that does not know its width says that it has none.
    const columns = Math.max(leastColumns, stream.columns || 80) - 1;
    const facts = `${counts} · ${wrong}`;
    const line = shorten(`${facts} · ${elapsed}${place}`, columns);
    // Painted only where it was not cut, lest a cut leaves a colour switched on.
    const painted =
      state.wrong > 0 && displayWidth(facts) < columns ? line.replace(wrong, paint('fail', wrong)) : line;
    stream.write(eraseLine + painted);
  };

  return {
    add(event) {
      follow(state, event);
      if (event.type === 'run-started') {
        state.begun = options.now();
        // A long upload sends no events, but the clock goes on; a timer must not keep the process alive.
        timer = setInterval(draw, redrawMs * 5).unref();
      }
      if (timer !== undefined && (drawnAt === null || options.now() - drawnAt >= redrawMs)) {
        draw();
      }
    },
    write(text) {
      if (drawnAt !== null) {
        stream.write(eraseLine);
      }
      stream.write(text);
      if (drawnAt !== null) {
        draw();
      }
    },
    end() {
      clearInterval(timer);
      timer = undefined;
      if (drawnAt !== null) {
        stream.write(eraseLine);
      }
      drawnAt = null;
    },
  };
}

interface State {
  groups: number;
  groupsDone: number;
  total: number;
  done: number;
  inFlight: number;
  wrong: number;
  last: string;
}

function follow(state: State, event: RunEvent): void {
  if (event.type === 'run-started') {
    state.groups = event.total_groups;
    state.total = event.total_operations;
  } else if (event.type === 'step-started') {
    state.inFlight += 1;
    state.last = `${event.group_name} › ${event.step}`;
  } else if (event.type === 'step-finished') {
    const { status } = event.result;
    state.done += 1;
    // What was skipped never began.
    if (status !== 'skipped') {
      state.inFlight = Math.max(0, state.inFlight - 1);
    }
    if (status === 'fail' || status === 'error') {
      state.wrong += 1;
    }
  } else if (event.type === 'group-finished') {
    state.groupsDone += 1;
  }
}
