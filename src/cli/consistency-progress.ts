import type { ConsistencyWatch } from '../app/run-consistency.js';
import type { Io } from './io.js';

/** Says now and then how far a consistency run is, until it ends. */
export interface ConsistencyProgress extends ConsistencyWatch {
  end(): void;
}

const eraseLine = '\r\u001b[2K';
const drawnEveryMs = 500;
const writtenEveryMs = 15_000;

/** Shows progress on stderr: one line of a terminal, drawn again and again, or else a line now and then. */
export function consistencyProgress(io: Io, isQuiet: boolean): ConsistencyProgress {
  const isDrawn = io.stderr.isTTY === true && !isQuiet;
  const beganMs = performance.now();
  let done = 0;
  let checked = 0;
  const say = (): void => {
    const seconds = Math.round((performance.now() - beganMs) / 1000);
    const text = `${done} operations · ${checked} checked · ${seconds} s`;
    io.stderr.write(isDrawn ? eraseLine + text : io.notes.render(text));
  };
  const timer = setInterval(say, isDrawn ? drawnEveryMs : writtenEveryMs).unref();
  return {
    began({ workloads, endpoints }) {
      const text = `${workloads.join(', ')} on ${endpoints.join(', ')}`;
      io.stderr.write(io.notes.render(text));
    },
    did(operations, of) {
      done = operations;
      checked = of;
    },
    end() {
      clearInterval(timer);
      if (isDrawn) {
        io.stderr.write(eraseLine);
      }
    },
  };
}
