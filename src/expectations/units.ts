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

/** Reads a duration in seconds: a number, or text like `500ms`, `5s`, `1.5m`, `2h`, `1d`; null where it is none. */
export function readDuration(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
  const found = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*(ms|[smhd])?$/.exec(value.trim()) : null;
  const unit = seconds[found?.[2] ?? 's'];
  return found && unit !== undefined ? Number(found[1]) * unit : null;
}

/** Reads a size in bytes: a whole number, or text like `10240`, `1MiB`, `5 GB`; null where it is none. */
export function readSize(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  const found = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*([kmgt]?i?b|)$/i.exec(value.trim()) : null;
  const unit = bytes[found?.[2]?.toLowerCase() ?? ''];
  if (!found || unit === undefined) return null;
  const size = Number(found[1]) * unit;
  return Number.isSafeInteger(size) ? size : null;
}
