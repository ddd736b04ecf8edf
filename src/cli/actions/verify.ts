import { verifyEvidence } from '../../app/evidence.js';
import { UsageError } from '../../app/usage-error.js';
import type { Verification } from '../../evidence/verify-bundle.js';
import { createPaint } from '../../reporting/paint.js';
import { oneLine } from '../../reporting/printable.js';
import { exitCodes } from '../../results/exit-code.js';
import type { VerifyOptions } from '../commands/verify.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { renderFinding } from '../render-finding.js';
import { useColor } from '../reports.js';

const words = {
  verified: { tone: 'pass', text: 'verified', code: exitCodes.passed },
  changed: { tone: 'fail', text: 'changed: it is not what was written', code: exitCodes.failed },
  unjudged: { tone: 'error', text: 'not all of it could be judged', code: exitCodes.unjudged },
} as const;

/** `s3tester verify`: checks an evidence bundle, and sends nothing. */
export async function verify(file: string, options: VerifyOptions, io: Io): Promise<void> {
  const { format = 'table', output, publicKey, suite } = options;
  if (options.dryRun) {
    throw new UsageError('verify sends nothing: there is nothing to plan');
  }
  const found = await verifyEvidence(file, { publicKey, suite });
  const text =
    format === 'table'
      ? render(found, file, output === undefined && useColor(options, io, io.stdout))
      : await renderData({ bundle: file, ...found }, format);
  await deliver(text, output, io);
  process.exitCode = words[found.verdict].code;
}

function render(found: Verification, file: string, color: boolean): string {
  const { verdict, manifest, findings } = found;
  const paint = createPaint(color);
  const { tone, text } = words[verdict];
  const width = Math.max(...findings.map(({ check }) => check.length));
  const whose =
    manifest === null
      ? []
      : [
          `${manifest.endpoint_url}${manifest.server === null ? '' : ` (${manifest.server})`} · ${manifest.start_time} · s3tester ${manifest.s3tester_version}`,
        ];
  return [
    ...whose.map((line) => paint('quiet', oneLine(line))),
    ...findings.map((one) => renderFinding(one, width, paint)),
    `${paint('strong', oneLine(file))}: ${paint(tone, text)}${exceptions(found)}`,
    '',
  ].join('\n');
}

/** What a bundle that is verified was not verified in. */
function exceptions({ verdict, findings }: Verification): string {
  const open = findings.filter(({ status }) => status === 'warn').map(({ check }) => check);
  return verdict === 'verified' && open.length > 0 ? `, except for ${open.join(' and ')}` : '';
}
