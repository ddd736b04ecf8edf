const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
const bytes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Reads a size in bytes: a whole number, or a text such as `10240`, `1.5MiB`, `5 GB`; undefined where it is none. */
export function parseSize(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  }
  const match = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(value) : null;
  const unit = bytes[match?.[2]?.toLowerCase() ?? ''];
  if (!match || unit === undefined) {
    return undefined;
  }
  const size = Number(match[1]) * unit;
  return Number.isSafeInteger(size) ? size : undefined;
}

/** Reads seconds: a number, or a text such as `60`, `500ms`, `-20m`, `1.5h`, `1d`; undefined where it is none. */
export function parseSeconds(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  const match = typeof value === 'string' ? /^\s*([+-]?\d+(?:\.\d+)?)\s*(ms|[smhd])?\s*$/.exec(value) : null;
  return match ? Number(match[1]) * (seconds[match[2] ?? 's'] ?? 1) : undefined;
}

/** Reads a duration in the notations of `parseSeconds` into whole milliseconds; undefined where it is none. */
export function parseMilliseconds(value: unknown): number | undefined {
  const seconds = parseSeconds(value);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

const perSecond: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600 };

/** Reads a rate per second: a number, or a text such as `500/s`, `3000/min`, `10000/h`; undefined where it is none. */
export function parseRate(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) && value >= 0 ? value : undefined;
  }
  const match =
    typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*(?:\/\s*(s|m|min|h))?\s*$/.exec(value) : null;
  return match ? Number(match[1]) / (perSecond[match[2] ?? 's'] ?? 1) : undefined;
}
