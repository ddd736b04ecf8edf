import { writeFileSync } from 'node:fs';

// Loaded into a command with --import: writes down, when it ends, what it took.
process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const seconds = (userCPUTime + systemCPUTime) / 1e6;
  writeFileSync(
    String(process.env.S3TESTER_BENCH_USAGE),
    JSON.stringify({ megabytes: maxRSS / 1024, seconds }),
  );
});
