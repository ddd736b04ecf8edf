import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readProcessFile, writeProcessFile } from './lib/process-file.js';

// Starts the process of a file again, by itself, and writes down its new id: node scripts/consistency/start-process.js FILE

const [file = ''] = process.argv.slice(2);
const record = await readProcessFile(file);
const [program = '', ...args] = record.words;
const child = spawn(program, args, { cwd: record.cwd, env: record.env, detached: true, stdio: 'ignore' });
await once(child, 'spawn');
child.unref();
await writeProcessFile(file, { ...record, pid: child.pid ?? 0 });
