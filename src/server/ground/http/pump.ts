import type { IncomingMessage } from 'node:http';
import { S3Error } from '../errors/s3-error.js';

/** Hands the pieces of a message on as they come, and waits where `take` asks to; rejects where the message breaks off. */
export function pump(
  message: IncomingMessage,
  take: (piece: Buffer) => Promise<unknown> | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isSettled = false;
    const fail = (error: unknown): void => {
      if (isSettled) {
        return;
      }
      isSettled = true;
      message.off('data', onData);
      message.resume();
      reject(error);
    };
    const onData = (piece: Buffer): void => {
      try {
        const pending = take(piece);
        if (pending === undefined) {
          return;
        }
        message.pause();
        pending.then(() => message.resume(), fail);
      } catch (error) {
        fail(error);
      }
    };
    message.on('data', onData);
    message.on('end', () => {
      isSettled = true;
      resolve();
    });
    const breakOff = (): void => {
      if (!isSettled) {
        fail(new S3Error('IncompleteBody'));
      }
    };
    // The server's limit for silent connections.
    message.on('timeout', () => fail(new S3Error('RequestTimeout', { headers: { connection: 'close' } })));
    message.on('error', breakOff);
    message.on('close', breakOff);
  });
}
