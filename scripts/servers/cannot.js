/**
 * Groups of the examples that fail on a server for a reason of the server's: server, example, group, reason.
 * @type {Readonly<Record<string, import('./lib/judge-outcomes.js').Cannot>>}
 */
export const cannot = {};
