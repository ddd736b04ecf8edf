const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads `500ms`, `2s`, `1.5m`, `1h`, `1d` or a bare number of seconds into milliseconds; undefined where it is none of these. */
export function parseDuration(text: string | number): number | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?)\s*(ms|s|m|h|d)?$/.exec(String(text).trim());
  if (!match) return undefined;
  return Number(match[1]) * (unitMs[match[2] ?? 's'] ?? 1000);
}
