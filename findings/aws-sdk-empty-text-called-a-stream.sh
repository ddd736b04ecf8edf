#!/usr/bin/env bash
# @aws-sdk/client-s3 3.1175.0: PutObject with an empty text, or without a body, warns of "a Stream of unknown length".
#
# The documentation of Body allows a text, and an empty one is an object of no bytes, such as the mark of a folder. We
# expected no warning, as with an empty Uint8Array: the request goes out with Content-Length: 0 all the same.
# What it means to a user: the warning on the console names a mistake that was not made, and advises lib-storage for it.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   text: content-length 0, warned
#   none: content-length 0, warned
#   bytes: content-length 0, no warning
#   text of one byte: content-length 1, no warning
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --ignore-scripts @aws-sdk/client-s3@3.1175.0 > /dev/null
cat > put.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { S3 } from '@aws-sdk/client-s3';

let length;
const server = createServer((request, response) => {
  length = request.headers['content-length'];
  request.resume();
  request.on('end', () => response.writeHead(200, { etag: '"e"' }).end());
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
let warnings = 0;
console.warn = () => {
  warnings += 1;
};
const client = new S3({
  endpoint: `http://127.0.0.1:${server.address().port}`,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});
for (const [label, Body] of [
  ['text', ''],
  ['none', undefined],
  ['bytes', new Uint8Array(0)],
  ['text of one byte', 'x'],
]) {
  warnings = 0;
  await client.putObject({ Bucket: 'bucket', Key: 'key', Body });
  console.log(`${label}: content-length ${length}, ${warnings > 0 ? 'warned' : 'no warning'}`);
}
client.destroy();
server.close();
JS
actual=$(AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true node put.mjs)
expected='text: content-length 0, warned
none: content-length 0, warned
bytes: content-length 0, no warning
text of one byte: content-length 1, no warning'
echo "$actual"
if [ "$actual" != "$expected" ]; then
  echo 'the behaviour has changed' >&2
  exit 1
fi
