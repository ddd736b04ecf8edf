import { readFileSync, writeFileSync } from 'node:fs';

// Loaded by `--import` into a command under test: leaves the peak of its memory, in KiB, in a file.
process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY_FILE ?? '', String(peakOfThisProgram()));
});

/** What Node tells begins with what the process that started this one had: Linux takes it over when a program is executed. */
function peakOfThisProgram() {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return peak === undefined ? process.resourceUsage().maxRSS : Number(peak);
}
