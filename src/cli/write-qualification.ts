import { UsageError } from '../app/usage-error.js';
import { certificateOf } from '../qualify/certificate.js';
import type { Qualification } from '../qualify/qualification.js';
import { type QualificationFormat, renderQualification } from '../qualify/reports/render.js';
import { describeAnswers } from '../qualify/reports/words.js';
import { qualificationFormats } from '../reporting/format-names.js';
import { renderJson } from '../reporting/json.js';
import { deliver, type Io, note, OutputError } from './io.js';
import type { CommonOptions } from './options/common.js';
import { type ReportTarget, reportsOf } from './options/report.js';
import { useColor } from './reports.js';

/** A further report of a qualification. */
export interface QualificationReport extends ReportTarget {
  readonly format: QualificationFormat;
}

/** The further reports that are asked for; throws a {@link UsageError} for a format that a qualification has not. */
export function qualificationReports(
  options: Parameters<typeof reportsOf>[0],
): readonly QualificationReport[] {
  return reportsOf(options).map(({ format, path }) => {
    const known = qualificationFormats.find((one) => one === format);
    if (known === undefined) {
      throw new UsageError(
        `a qualification is not written as ${format}`,
        `formats: ${qualificationFormats.join(', ')}`,
      );
    }
    return { format: known, path };
  });
}

/** Writes what was found, every further report and the certificate; gives true where one could not be written. */
export async function writeQualification(
  found: Qualification,
  options: Omit<CommonOptions, 'format'> & {
    readonly format?: QualificationFormat;
    readonly certificate?: string | undefined;
  },
  reports: readonly QualificationReport[],
  io: Io,
): Promise<boolean> {
  const { output, format = 'table', verbose = false, certificate } = options;
  const color = output === undefined && useColor(options, io, io.stdout);
  const writes = [
    async () => deliver(await renderQualification(format, found, { color, verbose }), output, io),
    ...reports.map((report) => async () => {
      const text = await renderQualification(report.format, found, { color: false, verbose: true });
      await deliver(text, report.path, io);
    }),
    async () => {
      if (certificate !== undefined) {
        await deliver(renderJson(certificateOf(found)), certificate, io);
      }
    },
  ];
  let failed = false;
  for (const write of writes) {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof OutputError)) {
        throw error;
      }
      failed = true;
      io.stderr.write(`s3tester: ${error.message}\n`);
    }
  }
  if (!io.stdout.isTTY || output !== undefined || format !== 'table') {
    note(describeAnswers(found), io);
  }
  return failed;
}
