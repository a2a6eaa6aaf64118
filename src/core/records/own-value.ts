/**
 * The value that a table has for a word of a file or of the protocol. Only the table's own keys
 * count: every object also inherits `constructor`, `toString` and `__proto__`, and such words occur
 * in titles, types and queries.
 */
export function ownValue<Value>(
  table: Readonly<Record<string, Value>>,
  word: string,
): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
