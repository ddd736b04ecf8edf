import { once } from 'node:events';
import http from 'node:http';

/** @typedef {import('./answer-changes.js').Answer} Answer */
/** @typedef {{ readonly at: number, readonly change: import('./answer-changes.js').Change }} Asked */

/**
 * One request, and the id that its answer has; null where there was none.
 * @typedef {{ readonly method: string, readonly url: string, readonly headers: [string, string][], readonly body: Buffer, readonly requestId: string | null }} Exchange
 */

/**
 * Changes answers by what was asked; gives an answer as it is where it changes nothing.
 * @typedef {(sent: { readonly method: string, readonly url: URL, readonly headers: import('node:http').IncomingHttpHeaders }, given: Answer) => Answer} Rule
 */

/**
 * A proxy that passes everything on, and changes the one answer that it is told to; it keeps the answers that it saw.
 * @param {string} target the URL of the server behind it
 * @param {{ readonly tell?: (exchange: Exchange) => void, readonly rule?: Rule }} [hooks] `tell` is called after each request; `rule` changes every answer that it wants to
 */
export async function startChangingProxy(target, { tell, rule = (_sent, given) => given } = {}) {
  const { hostname, port } = new URL(target);
  /** @type {Asked | null} */
  let asked = null;
  /** @type {Answer[]} */
  let seen = [];
  /** @type {Answer | null} */
  let changed = null;
  const agent = new http.Agent({ keepAlive: true });

  const proxy = http.createServer((request, response) => {
    const index = seen.length;
    /** @type {Answer} */
    const answer = {
      index,
      requestId: null,
      status: 0,
      headers: [],
      body: Buffer.alloc(0),
    };
    seen.push(answer);
    /** @type {Buffer[]} */
    const sentBody = [];
    if (tell !== undefined) {
      request.on('data', (chunk) => sentBody.push(chunk));
    }
    const onward = http.request(
      {
        hostname,
        port,
        agent,
        method: request.method,
        path: request.url,
        headers: request.rawHeaders,
        setHost: false,
      },
      (incoming) => {
        /** @type {Buffer[]} */
        const chunks = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('end', () => {
          answer.status = incoming.statusCode ?? 0;
          answer.headers = pairs(incoming.rawHeaders);
          answer.requestId = incoming.headers['x-amz-request-id']?.toString() ?? null;
          answer.body = Buffer.concat(chunks);
          const other = asked?.at === index ? asked.change.apply(answer) : null;
          if (other !== null) {
            changed = answer;
          }
          const { method = 'GET', headers: sentHeaders } = request;
          const asWanted = { method, url: new URL(request.url ?? '/', target), headers: sentHeaders };
          const sent = rule(asWanted, other ?? answer);
          const headers = sent.headers.filter(
            ([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name),
          );
          const length =
            request.method === 'HEAD' ? incoming.headers['content-length'] : String(sent.body.length);
          if (length !== undefined && sent.status !== 204 && sent.status !== 304) {
            headers.push(['content-length', length]);
          }
          response.writeHead(sent.status, headers.flat());
          response.end(request.method === 'HEAD' ? undefined : sent.body);
          tell?.({
            method: request.method ?? '',
            url: request.url ?? '/',
            headers: pairs(request.rawHeaders),
            body: Buffer.concat(sentBody),
            requestId: answer.requestId,
          });
        });
      },
    );
    onward.on('continue', () => response.writeContinue());
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  // Expectations are the server's to answer.
  proxy.on('checkContinue', (request, response) => proxy.emit('request', request, response));
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const address = proxy.address();
  const ownPort = typeof address === 'object' ? address?.port : undefined;

  return {
    url: `http://127.0.0.1:${ownPort}`,
    /**
     * Forgets what was seen, and changes this answer from now on; null: none.
     * @param {Asked | null} change
     */
    begin(change) {
      asked = change;
      seen = [];
      changed = null;
    },
    answers: () => [...seen],
    /** The answer that was changed, as the server gave it; null where there was none to change. */
    changedAnswer: () => changed,
    async close() {
      agent.destroy();
      proxy.closeAllConnections();
      await once(proxy.close(), 'close');
    },
  };
}

/**
 * @param {readonly string[]} raw names and values by turns
 * @returns {[string, string][]}
 */
function pairs(raw) {
  return Array.from({ length: raw.length / 2 }, (_, index) => [
    raw[index * 2] ?? '',
    raw[index * 2 + 1] ?? '',
  ]);
}
