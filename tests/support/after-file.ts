const endings: (() => unknown)[] = [];

/** Has something done after the tests of the file that runs now: files share their modules, whose own hooks run once. */
export function afterFile(end: () => unknown): void {
  endings.push(end);
}

/** Does all that was asked for since the last file, the latest first. */
export async function endFile(): Promise<void> {
  for (const end of endings.splice(0).reverse()) {
    await end();
  }
}
