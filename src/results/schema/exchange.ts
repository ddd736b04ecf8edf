import { flag, number, numberOrNull, object, optional, text, textOrNull } from './fields.js';

/** The first bytes of a body. */
export const bodySample = object(
  'BodySample',
  'The first bytes of a body: text where it is UTF-8, else base64.',
  {
    size: number('The length of the whole body in bytes.'),
    text: optional(text('The first bytes, where they are UTF-8.')),
    base64: optional(text('The first bytes in base64, where they are not UTF-8.')),
    truncated: flag('Whether the body is longer than the part that is kept.'),
  },
);

const tracedMessage = object('TracedMessage', 'A request or a response as it was sent over the network.', {
  head: text('The first line and the headers, in order, with their case and duplicates.'),
  body: optional(bodySample),
});

/** The recorded request and response of one exchange. */
export const trace = object('Trace', 'The request and the response as they were sent over the network.', {
  request: tracedMessage,
  response: optional(tracedMessage),
});

/** One HTTP exchange of a step. */
export const httpRecord = object('HttpRecord', 'One HTTP exchange of a step.', {
  method: text('The method of the request.'),
  url: text('The URL of the request; signatures in it are masked.'),
  status: numberOrNull('The HTTP status; null without a response.'),
  request_id: textOrNull('The `x-amz-request-id` of the response.'),
  duration: number('Seconds, from the first byte sent to the last received.'),
  trace: optional(trace),
});
