import * as sdk from '@aws-sdk/client-s3';

/** What is added to a request before it is signed. */
export interface Extra {
  readonly header?: readonly [name: string, value: string];
  readonly query?: readonly [name: string, value: string];
}

/** Sends an operation by its name, with something added that its input may not have; rejects with the SDK's error. */
export async function sendWith(
  client: sdk.S3Client,
  operation: string,
  input: object,
  { header, query }: Extra = {},
): Promise<Record<string, unknown>> {
  const Command = (sdk as unknown as Record<string, new (input: object) => sdk.PutObjectCommand>)[
    `${operation}Command`
  ];
  if (Command === undefined) {
    throw new Error(`the SDK has no ${operation}`);
  }
  const command = new Command(input);
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { headers: Record<string, string>; query: Record<string, string> };
      if (header !== undefined) {
        request.headers[header[0].toLowerCase()] = header[1];
      }
      if (query !== undefined) {
        request.query[query[0]] = query[1];
      }
      return next(args);
    },
    { step: 'build', priority: 'low' },
  );
  return { ...(await client.send(command)) };
}
