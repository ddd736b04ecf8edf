import { createReadStream } from 'node:fs';

const newline = 0x0a;

/**
 * The lines of a file, of any size; none where there is no file. What does not end in a newline is left out: the end of
 * the process that wrote it has torn it.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
        yield Buffer.concat([...begun, chunk.subarray(start, end)]).toString();
        begun = [];
        start = end + 1;
      }
      begun.push(chunk.subarray(start));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
}
