import http from 'node:http';

/**
 * A proxy that passes everything on, and changes the one answer that it is told to; it keeps the answers that it saw.
 * @param {string} target the URL of the server behind it
 */
export async function startChangingProxy(target) {
  const { hostname, port } = new URL(target);
  let asked = null;
  let seen = [];
  const agent = new http.Agent({ keepAlive: true });

  const proxy = http.createServer((request, response) => {
    const index = seen.length;
    const answer = {
      index,
      requestId: null,
      status: 0,
      method: request.method,
      headers: [],
      body: Buffer.alloc(0),
    };
    seen.push(answer);
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
        const chunks = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('end', () => {
          answer.status = incoming.statusCode;
          answer.headers = pairs(incoming.rawHeaders);
          answer.requestId = incoming.headers['x-amz-request-id'] ?? null;
          answer.body = Buffer.concat(chunks);
          const sent = asked?.at === index ? asked.change.apply(answer) : answer;
          const headers = sent.headers.filter(
            ([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name),
          );
          const length =
            request.method === 'HEAD' ? incoming.headers['content-length'] : String(sent.body.length);
          if (length !== undefined && sent.status !== 204 && sent.status !== 304)
            headers.push(['content-length', length]);
          response.writeHead(sent.status, headers.flat());
          response.end(request.method === 'HEAD' ? undefined : sent.body);
        });
      },
    );
    onward.on('continue', () => response.writeContinue());
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  // Expectations are the server's to answer.
  proxy.on('checkContinue', (request, response) => proxy.emit('request', request, response));
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    /** Forgets what was seen, and changes this answer from now on; null: none. */
    begin(change) {
      asked = change;
      seen = [];
    },
    answers: () => [...seen],
    async close() {
      agent.destroy();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function pairs(raw) {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[index * 2], raw[index * 2 + 1]]);
}
