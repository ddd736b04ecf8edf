type OptionalName<Members> = {
  [Name in keyof Members]-?: undefined extends Members[Name] ? Name : never;
}[keyof Members];

/** Members of which those that may be undefined may be left out, and then are not there at all. */
type Defined<Members> = {
  [Name in Exclude<keyof Members, OptionalName<Members>>]: Members[Name];
} & { [Name in OptionalName<Members>]?: Exclude<Members[Name], undefined> };

/**
 * The same members without those that are undefined, for types that distinguish an absent member from an undefined one. What
 * runs once a request spreads an empty object instead: that makes two objects less.
 */
export function defined<Members extends object>(members: Members): Defined<Members> {
  const kept: Partial<Members> = {};
  for (const name of Object.keys(members) as (keyof Members)[]) {
    if (members[name] !== undefined) {
      kept[name] = members[name];
    }
  }
  return kept as Defined<Members>;
}
