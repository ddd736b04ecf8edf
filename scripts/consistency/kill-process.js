import { readProcessFile } from './lib/process-file.js';

// Ends the process of a file at once, as a loss of power would: node scripts/consistency/kill-process.js FILE

const [file = ''] = process.argv.slice(2);
const { pid } = await readProcessFile(file);
process.kill(pid, 'SIGKILL');
