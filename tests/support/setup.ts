import { afterAll } from 'vitest';
import { endFile } from './after-file.js';

// Vitest runs this anew for each file.
afterAll(endFile);
