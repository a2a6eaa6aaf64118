/** The first of many names in a message, and how many more there are: `a, b and 3 more`. */
export function firstOf(names: readonly string[], most = 5): string {
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return `${names.slice(0, most).join(", ")}${more}`;
}
