import { Option } from '@commander-js/extra-typings';
import { makeCommand, type OptionsOf } from '../options/common.js';
import { port, positive, repeatable } from '../options/values.js';

/** `s3tester serve`, declared. */
export const declareServe = () =>
  makeCommand('serve', 'run the embedded server alone')
    .addOption(new Option('--port <n>', '0: a free one').argParser(port))
    .option('--host <address>', 'where to listen; 127.0.0.1 by default')
    .option('--region <name>', 'the region of the server')
    .addOption(repeatable('--credential <name=key:secret>', 'a user; the first is the owner (repeatable)'))
    .option('--data <dir>', 'keep buckets and objects here')
    .addOption(repeatable('--fault <name>', 'imitate a defect seen in a real server (repeatable)'))
    .option('--list-faults', 'list the faults and exit')
    .option('--aws-defaults', 'as new AWS buckets: ACLs off, public access blocked')
    .option('--signature-v2', 'accept Signature Version 2 too')
    .addOption(
      new Option('--lifecycle-day <seconds>', 'the length of a day for lifecycle rules').argParser(positive),
    );

/** What `s3tester serve` may be given. */
export type ServeOptions = OptionsOf<ReturnType<typeof declareServe>>;
