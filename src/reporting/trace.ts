import type { BodySample, Trace } from '../results/types.js';
import { printable } from './printable.js';

/** The lines of a recorded request and response: `>` before what was sent, `<` before what was received. */
export function renderTrace({ request, response }: Trace): readonly string[] {
  return [
    ...side('>', request.head, request.body),
    ...(response === undefined ? ['< no response'] : side('<', response.head, response.body)),
  ];
}

/** A recorded body as text: as it is, or as base64, with a note where it was cut. */
function sampleText(body: BodySample): string {
  const content = body.text ?? `base64: ${body.base64 ?? ''}`;
  return body.truncated ? `${content}\n… (${body.size} bytes in all)` : content;
}

function side(sign: '>' | '<', head: string, body: BodySample | undefined): readonly string[] {
  const lines = head.trimEnd().split(/\r?\n/);
  const content = body === undefined || body.size === 0 ? [] : ['', ...sampleText(body).split(/\r?\n/)];
  return [...lines, ...content].map((line) => `${sign} ${printable(line)}`.trimEnd());
}
