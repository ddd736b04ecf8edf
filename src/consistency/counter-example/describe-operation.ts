import type { HistoryOperation } from '../history/types.js';

/** One operation in a few words: what was asked, and what came. */
export function describeOperation(operation: HistoryOperation): string {
  return `${askedBy(operation)} → ${answerTo(operation)}`;
}

function askedBy({ op, value, condition, of_version, range }: HistoryOperation): string {
  const words = [op, ...(value === undefined ? [] : [`#${value}`])];
  if (condition?.if_none_match !== undefined) {
    words.push('if none');
  }
  if (condition?.if_match !== undefined) {
    words.push(
      condition.if_match_value === undefined ? `if ${condition.if_match}` : `if #${condition.if_match_value}`,
    );
  }
  if (of_version !== undefined) {
    words.push(`version ${of_version}`);
  }
  if (range) {
    words.push(`bytes ${range[0]}-${range[1]}`);
  }
  return words.join(' ');
}

function answerTo({ outcome, status, code, read, listing }: HistoryOperation): string {
  if (outcome === 'unknown') {
    return `unknown (${code ?? status ?? 'no response'})`;
  }
  if (read?.mixed) {
    return read.mixed.map(({ from, to, value }) => `${from}-${to}: ${nameOf(value)}`).join(', ');
  }
  if (read) {
    const ofOther = read.metadata_value === undefined ? '' : `, metadata of #${read.metadata_value}`;
    return read.value === null ? 'absent' : `#${read.value}${ofOther}`;
  }
  if (listing) {
    return `${listing.entries.length} entries`;
  }
  return outcome === 'ok' ? 'ok' : `refused (${status ?? code ?? 'no response'})`;
}

function nameOf(value: number | null): string {
  return value === null ? 'of no write' : `#${value}`;
}
