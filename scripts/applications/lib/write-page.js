import { writeFile } from 'node:fs/promises';
import { renderPage } from './answers.js';
import { answerNotes, jobNotes, readDifferences, replayNotes } from './server-notes.js';

/** The page as the notes have it. @returns {Promise<string>} */
export async function pageOfNotes() {
  const [answers, replays, jobs, differences] = await Promise.all([
    answerNotes.read(),
    replayNotes.read(),
    jobNotes.read(),
    readDifferences(),
  ]);
  return renderPage({ answers, replays, jobs, differences });
}

/** Writes docs/applications-on-servers.md. */
export async function writePage() {
  const page = new URL('../../../docs/applications-on-servers.md', import.meta.url);
  await writeFile(page, await pageOfNotes());
}
