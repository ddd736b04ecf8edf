import { writeFileSync } from 'node:fs';

// Loaded by `--import` into a command under test: leaves the peak of its memory, in KiB, in a file.
process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY_FILE ?? '', String(process.resourceUsage().maxRSS));
});
