import { createServer } from 'node:net';

/**
 * Calls back with the first line of each HTTP message that has arrived whole. A sender that wants to be told to go on with
 * its body is told so.
 * @param {import('node:net').Socket} socket
 * @param {(firstLine: string) => void} take
 */
export function readMessages(socket, take) {
  let pending = '';
  let isAwaited = false;
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
      const head = pending.slice(0, end);
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (pending.length < end + 4 + length) {
        if (!isAwaited && /\r\nexpect: *100-continue/i.test(head)) {
          isAwaited = true;
          socket.write('HTTP/1.1 100 Continue\r\n\r\n');
        }
        return;
      }
      isAwaited = false;
      pending = pending.slice(end + 4 + length);
      take(head.slice(0, head.indexOf('\r\n')));
    }
  });
}

/**
 * Makes a server that answers each GET with one object and everything else with an empty 200, so that what is beside it
 * is measured alone.
 * @param {Buffer} object
 */
export function createInstantServer(object) {
  const head = (/** @type {number} */ length) =>
    `HTTP/1.1 200 OK\r\nETag: "e"\r\nx-amz-request-id: 1\r\nLast-Modified: Mon, 30 Nov 2026 12:00:00 GMT\r\nContent-Length: ${length}\r\n\r\n`;
  const withObject = Buffer.concat([Buffer.from(head(object.length)), object]);
  const empty = Buffer.from(head(0));
  return createServer((socket) => {
    socket.setNoDelay(true).on('error', () => undefined);
    readMessages(socket, (line) => socket.write(line.startsWith('GET ') ? withObject : empty));
  });
}
