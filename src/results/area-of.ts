/** The area of a case: what its id begins with. */
export function areaOf({ id }: { readonly id: string }): string {
  return id.includes('/') ? id.slice(0, id.indexOf('/')) : 'cases';
}
