// Puts or gets objects of 1 KB with the plain SDK, so many in flight: what s3tester is compared with.
// Usage: node bench/loops/plain-sdk.js ENDPOINT put|get REQUESTS IN_FLIGHT
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const [endpoint = '', what, requests, inFlight] = process.argv.slice(2);
const object = Buffer.alloc(1024);
const client = new S3Client({
  endpoint: `http://${endpoint}`,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench-secret' },
  requestHandler: { httpAgent: { keepAlive: true, maxSockets: Number(inFlight) } },
});

/** @param {string} key */
async function put(key) {
  await client.send(new PutObjectCommand({ Bucket: 'bucket', Key: key, Body: object }));
}

/** @param {string} key */
async function get(key) {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: key }));
  const body = await Body?.transformToByteArray();
  if (body === undefined || !object.equals(body)) {
    throw new Error(`${key}: another body came`);
  }
}

let next = 0;
const send = what === 'put' ? put : get;
const work = async () => {
  while (next < Number(requests)) {
    next++;
    await send(`key-${next}`);
  }
};
await Promise.all(Array.from({ length: Number(inFlight) }, work));
client.destroy();
