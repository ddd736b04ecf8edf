import type { IncomingMessage } from 'node:http';

/**
 * Calls back once the body of a request has come, also where it was answered before: then nobody waits for what the client
 * still sends, but a recording has it. A client that waits to be asked for its body may never send it.
 */
export function whenRead(message: IncomingMessage, hasBegun: () => boolean, then: () => void): void {
  const isWaiting = message.headers.expect !== undefined && !hasBegun();
  if (message.readableEnded || message.destroyed || isWaiting) {
    then();
    return;
  }
  message.once('end', then).once('close', then);
}
