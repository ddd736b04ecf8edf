import { createRequire } from 'node:module';
import type { Logger } from 'pino';
import { jsonable } from '../lib/jsonable.js';
import { inlineMembers } from '../reporting/inline.js';
import { createPaint, type Tone } from '../reporting/paint.js';
import { printable } from '../reporting/printable.js';
import type { Redactor } from '../results/redact.js';

const require = createRequire(import.meta.url);

/** The logger package, loaded with the first log that is written: it takes a tenth of the time of a start. */
function loadPino(): typeof import('pino') {
  return require('pino');
}

/** How much is logged, from the least to the most. */
export type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** One line of text per record: for people, or as JSON. */
export type LogFormat = 'pretty' | 'json';

/** What a log needs to know; without `file` it goes to `stream`. */
export interface LogOptions {
  readonly level: LogLevel;
  readonly format: LogFormat;
  /** A file to append to, in a folder that is there. */
  readonly file?: string;
  readonly stream: { write(text: string): unknown };
  readonly color: boolean;
  /** Told when the file cannot be written any more; the log is then silent. */
  readonly onLost?: (error: Error) => void;
  readonly redact: Redactor;
}

/**
 * A structured log: `log.warn({ facts }, 'what happened')`. It makes no child loggers, since what pino binds
 * to these is written without being redacted.
 */
export type Log = Pick<Logger, Exclude<LogLevel, 'silent'> | 'isLevelEnabled'>;

const ranks = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60, silent: 70 } as const;

/**
 * Starts a log. Every record is written before the call returns, so that none is lost at exit; no thread is started.
 * All that goes into it is redacted. Throws the system's error where the file cannot be opened.
 */
export function createLog(options: LogOptions): Log {
  let logger = options.file === undefined ? undefined : createLogger(options);
  const write =
    (level: Exclude<LogLevel, 'silent'>) =>
    (...words: Parameters<Log['info']>): void => {
      if (ranks[level] >= ranks[options.level]) {
        logger ??= createLogger(options);
        logger[level](...words);
      }
    };
  return {
    isLevelEnabled: (level) => ranks[level as LogLevel] >= ranks[options.level],
    fatal: write('fatal'),
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    trace: write('trace'),
  };
}

function createLogger(options: LogOptions): Logger {
  const { level, format, file, redact } = options;
  const output = file === undefined ? options.stream : openFile(file, options.onLost);
  const color = options.color && file === undefined;
  return loadPino().pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // An error is data by then.
      serializers: { err: (err: unknown) => err },
      hooks: {
        logMethod(args, method) {
          const [first, message, ...others] = args;
          const text = message ?? (first instanceof Error ? first.message : undefined);
          const redacted = [first, text, ...others].map((arg) => redactArgument(arg, redact));
          // Text stays text, and a record stays a record.
          method.apply(this, redacted as typeof args);
        },
      },
    },
    format === 'json' ? output : { write: (line: string) => output.write(prettify(line, color)) },
  );
}

function openFile(file: string, onLost: LogOptions['onLost']): { write(text: string): unknown } {
  const output = loadPino().destination({ dest: file, append: true, sync: true });
  let isLost = false;
  // A full disk takes the log, and must not take the run with it.
  const lose = (error: Error): void => {
    if (!isLost) {
      isLost = true;
      onLost?.(error);
    }
  };
  output.on('error', lose);
  return {
    write(text) {
      if (isLost) {
        return;
      }
      try {
        output.write(text);
      } catch (error) {
        lose(error as Error);
      }
    },
  };
}

function redactArgument(argument: unknown, redact: Redactor): unknown {
  if (argument instanceof Error) {
    return redact({ err: jsonable(argument) });
  }
  return redact(typeof argument === 'object' ? jsonable(argument) : argument);
}

const tones: Readonly<Record<string, Tone>> = { fatal: 'fail', error: 'fail', warn: 'error', info: 'pass' };

function prettify(line: string, color: boolean): string {
  const paint = createPaint(color);
  const { time, level, msg, err, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const label = String(level);
  const cause = typeof err === 'object' && err !== null ? Object.entries(err) : [];
  const stack = cause.find(([name]) => name === 'stack')?.[1];
  return `${[
    paint('quiet', String(time).slice(11, 23)),
    paint(tones[label] ?? 'quiet', label.padEnd(5)),
    ...(msg === undefined ? [] : [printable(String(msg))]),
    ...(Object.keys(facts).length === 0 ? [] : [paint('quiet', inlineMembers(facts))]),
    ...(cause.length === 0
      ? []
      : [printable(typeof stack === 'string' ? stack : inlineMembers(Object.fromEntries(cause)))]),
  ].join(' ')}\n`;
}
