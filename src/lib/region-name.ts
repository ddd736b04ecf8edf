/** Whether a text can be the name of a region; servers other than AWS have names of their own. */
export function isRegionName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(text);
}
