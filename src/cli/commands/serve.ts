import { Option } from '@commander-js/extra-typings';
import { makeCommand, type OptionsOf } from '../options/common.js';
import { tlsFlags } from '../options/tls.js';
import { port, positive, repeatable, whole } from '../options/values.js';

/** `s3tester serve`, declared. */
export const declareServe = () =>
  makeCommand('serve', 'run the embedded server alone')
    .addOption(new Option('--port <n>', '0: a free one').argParser(port))
    .option('--host <address>', 'where to listen; 127.0.0.1 by default')
    .option('--region <name>', 'the region of the server')
    .addOption(repeatable('--credential <name=key:secret>', 'a user; the first is the owner (repeatable)'))
    .option('--data <dir>', 'keep buckets and objects here')
    .addOption(
      repeatable(
        '--fault <name[:1/n]>',
        'imitate a defect seen in a real server, always or once in so many requests (repeatable)',
      ),
    )
    .addOption(
      new Option('--fault-seed <n>', 'fix at which requests faults with a chance strike; 0').argParser(whole),
    )
    .option('--list-faults', 'list the faults and exit')
    .option('--aws-defaults', 'as new AWS buckets: ACLs off, public access blocked')
    .option(
      '--signature-v2',
      'accept Signature Version 2 in headers too; in presigned links it is by default',
    )
    .option('--no-signature-v2', 'accept Signature Version 2 nowhere')
    .addOption(
      new Option('--lifecycle-day <seconds>', 'the length of a day for lifecycle rules').argParser(positive),
    )
    .addOption(repeatable('--domain <name>', 'each host below it is a bucket: BUCKET.<name> (repeatable)'))
    .option(...tlsFlags.selfSigned)
    .option(...tlsFlags.ca)
    .option(...tlsFlags.cert)
    .option(...tlsFlags.key)
    .addOption(
      new Option('--header-timeout <seconds>', 'how long the head of a request may take; 60').argParser(
        positive,
      ),
    )
    .addOption(
      new Option('--idle-timeout <seconds>', 'how long a connection may be silent; 120').argParser(positive),
    )
    .addOption(repeatable('--bucket <name>', 'a bucket that is there from the start (repeatable)'))
    .option('--seed-from <folder>', 'a folder for each bucket, whose files are objects from the start')
    .option('--ready-file <file>', 'written when the server is ready: its endpoint and more, as JSON')
    .option('--record <file>', 'write every request and its response, a line of JSON each')
    .option('--admin', 'let POST /-/reset make the server as it was at its start');

/** What `s3tester serve` may be given. */
export type ServeOptions = OptionsOf<ReturnType<typeof declareServe>>;
