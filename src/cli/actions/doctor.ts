import { examine } from '../../app/examine.js';
import { UsageError } from '../../app/usage-error.js';
import type { Finding } from '../../doctor/finding.js';
import { createPaint, type Tone } from '../../reporting/paint.js';
import { oneLine } from '../../reporting/printable.js';
import type { DoctorOptions } from '../commands/doctor.js';
import { refuse, renderData } from '../diagnose.js';
import { catchInterrupt } from '../interrupt.js';
import { deliver, type Io } from '../io.js';
import { useColor } from '../reports.js';
import { targetOf } from '../target-of.js';

const looks: Readonly<Record<Finding['status'], { readonly glyph: string; readonly tone: Tone }>> = {
  ok: { glyph: '✓', tone: 'pass' },
  warn: { glyph: '!', tone: 'error' },
  fail: { glyph: '✗', tone: 'fail' },
  unknown: { glyph: '-', tone: 'skipped' },
};

/** `s3tester doctor`: examines an endpoint; each finding is shown as soon as it is there, or all together as data. */
export async function doctor(options: DoctorOptions, io: Io): Promise<void> {
  const { format = 'table', output } = options;
  if (options.dryRun) {
    throw new UsageError('doctor has nothing to plan: --read-only makes no buckets');
  }
  const asTable = format === 'table';
  const paint = createPaint(output === undefined && useColor(options, io, io.stdout));
  const render = ({ check, status, summary }: Finding): string => {
    const { glyph, tone } = looks[status];
    return `${paint(tone, glyph)} ${check.padEnd('credential'.length)}  ${oneLine(summary)}\n`;
  };
  const lines: string[] = [];
  const interrupt = catchInterrupt(io);
  try {
    const found = await examine(
      {
        ...targetOf(options, io),
        configurations: options.config,
        readOnly: options.readOnly,
        signal: interrupt.signal,
      },
      (one) => {
        lines.push(render(one));
        if (asTable && output === undefined) {
          io.stdout.write(render(one));
        }
      },
    );
    if (!('findings' in found)) {
      await refuse(found.diagnostics, options, io);
      return;
    }
    const { exitCode, ...data } = found;
    process.exitCode = exitCode;
    if (!asTable) {
      await deliver(await renderData(data, format), output, io);
    } else if (output !== undefined) {
      await deliver(lines.join(''), output, io);
    }
  } finally {
    interrupt.release();
  }
}
