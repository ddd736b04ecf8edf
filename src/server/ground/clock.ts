/** A day in milliseconds. */
export const dayMs = 24 * 60 * 60 * 1000;

/** The time that objects, retentions and lifecycle rules follow. A test may move it; signatures follow the real time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves the clock on, by milliseconds. */
  advance(milliseconds: number): void;
  /** Sets the clock; it goes on running from there. */
  set(time: Date): void;
}

/** Makes a clock that starts at the time of `source`, and runs with it; `moved` is called when it is moved. */
export function createClock(source: () => number = Date.now, moved: () => void = () => {}): Clock {
  let offset = 0;
  return {
    now: () => source() + offset,
    advance: (milliseconds) => {
      offset += milliseconds;
      moved();
    },
    set: (time) => {
      offset = time.getTime() - source();
      moved();
    },
  };
}
