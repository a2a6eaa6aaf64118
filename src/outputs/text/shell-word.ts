/** Texts in commands that slr proposes, so that a shell takes them for one word and runs nothing in them. */

/** A text in single quotes; in a shell of the Bourne family a quote in it ends and begins them. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A text in quotes: double ones, which every shell knows, unless a shell would look into them. */
export function inQuotes(text: string): string {
  return /["$`!]|\\(?:\\|$)/.test(text) ? quoted(text) : `"${text}"`;
}

/** A path as a shell reads it back. */
export function shellWord(path: string): string {
  return /^[\w./\\:~+-]+$/.test(path) ? path : inQuotes(path);
}
