import { examine } from '../../app/examine.js';
import { UsageError } from '../../app/usage-error.js';
import type { Finding } from '../../doctor/finding.js';
import { createPaint } from '../../reporting/paint.js';
import type { DoctorOptions } from '../commands/doctor.js';
import { refuse, renderData } from '../diagnose.js';
import { catchInterrupt } from '../interrupt.js';
import { deliver, type Io } from '../io.js';
import { renderFinding } from '../render-finding.js';
import { useColor } from '../reports.js';
import { targetOf } from '../target-of.js';

/** `s3tester doctor`: examines an endpoint; each finding is shown as soon as it is there, or all together as data. */
export async function doctor(options: DoctorOptions, io: Io): Promise<void> {
  const { format = 'table', output } = options;
  if (options.dryRun) {
    throw new UsageError('doctor has nothing to plan: --read-only makes no buckets');
  }
  const asTable = format === 'table';
  const paint = createPaint(output === undefined && useColor(options, io, io.stdout));
  const render = (one: Finding) => `${renderFinding(one, 'credential'.length, paint)}\n`;
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
