import { makeCommand, type OptionsOf } from '../options/common.js';
import { caFileOption, credentialOption, insecureOption, regionOption } from '../options/target.js';
import { tlsFlags } from '../options/tls.js';
import { repeatable } from '../options/values.js';

/** `s3tester record`, declared. */
export const declareRecord = () =>
  makeCommand('record', 'write down what a program asks of a server, through a proxy')
    .argument('[command...]', 'the program and its arguments, after --')
    .option('--upstream <url>', 'the server: a URL, or the word embedded')
    .option('--listen <host:port>', 'where the proxy listens; 127.0.0.1 and a free port by default')
    .addOption(regionOption('the region to sign for; by default the one that the program signs for'))
    .option('--path-style', 'address buckets in the path, whatever the program does')
    .option('--no-path-style', 'address buckets in the host name, whatever the program does')
    .addOption(credentialOption())
    .addOption(caFileOption())
    .addOption(insecureOption())
    .option('--client-credential <key:secret>', 'what the program signs with; made up by default')
    .option('--any-key', 'take whatever key the program signs with, and verify nothing')
    .addOption(repeatable('--domain <name>', 'each host below it is a bucket: BUCKET.<name> (repeatable)'))
    .option(...tlsFlags.selfSigned)
    .option(...tlsFlags.ca)
    .option(...tlsFlags.cert)
    .option(...tlsFlags.key)
    .option('--application <name[@version]>', 'what is recorded; the name of the program by default')
    .option('--recording <path>', 'write every exchange, a line of JSON each')
    .option('--need <path>', 'write what the program needs of a server, as --output')
    .option('--har <path>', 'write an HTTP Archive of every exchange')
    .option('--scenario <path>', 'write a scenario that replays it on any server')
    .option('--from <recording>', 'make need, archive and scenario of a recording that was written before');

/** What `s3tester record` may be given. */
export type RecordOptions = OptionsOf<ReturnType<typeof declareRecord>>;
