import { displayWidth, shorten } from '../reporting/display-width.js';
import { createPaint } from '../reporting/paint.js';
import { printable } from '../reporting/printable.js';
import type { RunEvent } from '../results/events.js';
import type { CaseResult } from '../results/types.js';
import { failureOf } from './describe-failure.js';
import { describeState, follow, initialState } from './progress-state.js';

/** Where progress is drawn: a terminal, or a stream that is none. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What follows a run from its first event until `end`: one line of a terminal, or else a line now and then. */
export interface Progress {
  add(event: RunEvent): void;
  /** Writes other text above the line, so that neither breaks the other. */
  write(text: string): void;
  /** Erases the line of a terminal for good, and says nothing more. */
  end(): void;
}

const eraseLine = '\r\u001b[2K';
const redrawMs = 100;
const leastColumns = 20;

/** How progress looks. `now` gives milliseconds; `render` makes a line of a note where none is drawn. */
export interface ProgressOptions {
  readonly color: boolean;
  readonly quiet: boolean;
  readonly now: () => number;
  readonly render: (note: string) => string;
  /** Where no line is drawn: whether a failure of this kind is told when it happens; those that a log tells are not. */
  readonly tells?: ((status: 'fail' | 'error') => boolean) | undefined;
  /** Whether a case ended as it was expected to, which is not told. */
  readonly isExpected?: ((found: CaseResult) => boolean) | undefined;
  /** What of an event may be told by name; null where nothing may. */
  readonly tellable?: ((event: RunEvent) => RunEvent | null) | undefined;
}

/** Follows a run. On a terminal, one line is drawn again and again; on any other stream one is written now and then. */
export function createProgress(stream: ProgressStream, options: ProgressOptions): Progress {
  return stream.isTTY === true && !options.quiet
    ? drawnProgress(stream, options)
    : writtenProgress(stream, options);
}

/** A job that says nothing for long looks as if it hung; one that says too much buries what matters. */
const linesEveryMs = 15_000;
const mostFailures = 100;

function writtenProgress(
  stream: ProgressStream,
  { now, render, tells = () => true, isExpected = () => false, tellable = (event) => event }: ProgressOptions,
): Progress {
  const state = initialState();
  let timer: NodeJS.Timeout | undefined;
  let told = 0;
  const tell = (event: RunEvent) => {
    const tellableEvent = told > mostFailures ? null : tellable(event);
    const failure = tellableEvent && failureOf(tellableEvent, isExpected);
    if (failure !== null && tells(failure.status)) {
      told += 1;
      stream.write(render(told > mostFailures ? 'further failures are only counted here' : failure.text));
    }
  };
  return {
    add(event) {
      follow(state, event);
      tell(event);
      if (event.type === 'run-started') {
        state.begun = now();
        timer ??= setInterval(() => {
          const { facts, elapsed } = describeState(state, now());
          stream.write(render(`${facts} · ${elapsed}`));
        }, linesEveryMs).unref();
      }
    },
    write: (text) => void stream.write(text),
    end() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function drawnProgress(stream: ProgressStream, options: ProgressOptions): Progress {
  const paint = createPaint(options.color);
  const state = initialState();
  let drawnAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;

  const draw = () => {
    drawnAt = options.now();
    const { facts, wrong, elapsed } = describeState(state, drawnAt);
    const place = state.last === '' ? '' : ` · ${printable(state.last)}`;
    // A terminal that does not know its width says that it has none.
    const columns = Math.max(leastColumns, stream.columns || 80) - 1;
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
