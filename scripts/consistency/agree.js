// Compares the linearizability checker with porcupine, on histories of simulated registers: some linearizable by construction,
// some with faults, with deletes, conditions and unknown outcomes, of few clients and of many.
// Usage: node scripts/consistency/agree.js [HISTORIES=10000] [SEED=1]
import { checkRegister } from '../../dist/consistency/checkers/register/check-register.js';
import { makeFractions } from '../../dist/consistency/random.js';
import { runPorcupine } from './lib/run-porcupine.js';
import { simulateRegister } from './lib/simulate-register.js';

const [count = 10_000, firstSeed = 1] = process.argv.slice(2).map(Number);
const budget = 1_000_000;
/** Seconds that porcupine may take for one history; all are short. */
const limit = 20;

/** @param {number} seed */
function makeHistory(seed) {
  const random = makeFractions(seed);
  const isFaulty = random() < 0.6;
  /** @param {number} share @param {number} most */
  const sometimes = (share, most) => (random() < share ? random() * most : 0);
  return simulateRegister(
    {
      operations: 5 + Math.floor(random() * 60),
      clients: 1 + Math.floor(random() * 8),
      reads: random() * 0.8,
      deletes: sometimes(0.7, 0.4),
      conditions: sometimes(0.7, 1),
      unknown: sometimes(0.5, 0.3),
      stale: isFaulty ? sometimes(0.5, 0.1) : 0,
      blind: isFaulty ? sometimes(0.5, 0.1) : 0,
      lost: isFaulty ? sometimes(0.3, 0.05) : 0,
    },
    random,
  );
}

const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);
const histories = seeds.map(makeHistory);
const ours = histories.map((history) => checkRegister(history, budget).verdict);
const theirs = (await runPorcupine(histories, limit)).verdicts;
const different = seeds.filter((_, index) => ours[index] !== theirs[index]);
for (const seed of different) {
  const index = seed - firstSeed;
  console.log(`seed ${seed}: we say ${ours[index]}, porcupine says ${theirs[index]}`);
}
const violated = ours.filter((verdict) => verdict === 'violated').length;
console.log(`${violated} of ${count} histories are violations`);
console.log(`agree: ${count - different.length} passed, ${different.length} failed`);
process.exitCode = different.length === 0 ? 0 : 1;
