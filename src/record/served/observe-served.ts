import type { IncomingMessage, ServerResponse } from 'node:http';
import { watchExchange } from '../exchange/exchange-watch.js';
import { headerPairs } from '../exchange/header-pairs.js';
import { whenRead } from '../exchange/when-read.js';
import type { Recorder } from '../recording/recorder.js';

/** Sees a response of a server as it is written; headers as Node lists them: name, value, name, value. */
export interface ServedObserver {
  responded(status: number, headers: readonly string[]): void;
  received(bytes: Uint8Array): void;
}

/** Makes what follows the requests of a server of this process, and writes them down. */
export function observeServed(
  recorder: Recorder,
  domains: readonly string[],
): (message: IncomingMessage, response: ServerResponse) => ServedObserver {
  return (message, response) => {
    const watch = watchExchange(
      recorder.begin(),
      {
        method: message.method ?? 'GET',
        target: message.url ?? '/',
        headers: headerPairs(message.rawHeaders),
      },
      domains,
    );
    let isHeard = false;
    const hear = (): void => {
      isHeard = true;
      message.off('newListener', listen);
      message.on('data', (bytes: Buffer) => watch.sent(bytes));
    };
    const listen = (event: string | symbol): void => {
      // Whoever listens to the bytes makes them flow, and so must not be the first.
      if (event === 'data') {
        hear();
      }
    };
    message.on('newListener', listen);
    response.on('finish', () => whenRead(message, () => watch.hasBody, watch.end));
    response.on('close', () => {
      if (!response.writableFinished) {
        watch.fail('the client went away before the response was whole');
      }
    });
    return {
      responded(status, headers) {
        watch.responded(status, headerPairs(headers));
        // What the server has not read by now nobody will, and Node would throw it away.
        if (!isHeard) {
          hear();
        }
      },
      received: (bytes) => watch.received(bytes),
    };
  };
}
