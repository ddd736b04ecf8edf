import { isIP } from 'node:net';
import { UsageError } from '../app/usage-error.js';

/** Where something listens; port 0 is a free one. */
export interface ListenPlace {
  readonly host: string;
  readonly port: number;
}

const loopback = '127.0.0.1';
const form = /^(?:(?<host>\[[0-9a-f:.]+\]|[^:\s[\]]*):)?(?<port>\d{1,5})$/i;

/** Reads `HOST:PORT`, `[IPV6]:PORT` or `PORT`; throws a {@link UsageError}. */
export function readListenPlace(text: string | undefined): ListenPlace {
  if (text === undefined) {
    return { host: loopback, port: 0 };
  }
  const { host = '', port = '' } = form.exec(text)?.groups ?? {};
  if (port === '' || Number(port) > 65_535) {
    throw new UsageError(
      `--listen ${text}: write HOST:PORT, such as 127.0.0.1:9000; port 0 takes a free one`,
    );
  }
  return { host: host.replace(/^\[|\]$/g, '') || loopback, port: Number(port) };
}

/** Whether only this machine can reach what listens at a host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
