import type { Store, Table } from "./desk.ts";

/** What a page keeps in memory where the browser keeps nothing. */
export function memoryStore(): Store {
  const values = new Map<string, unknown>();
  const tables = new Map<Table, Map<number, unknown>>();
  let last = 0;
  const tableOf = (table: Table) => {
    const known = tables.get(table) ?? new Map<number, unknown>();
    tables.set(table, known);
    return known;
  };
  return {
    async add(table, value) {
      last += 1;
      tableOf(table).set(last, value);
      return last;
    },
    async put(table, number, value) {
      tableOf(table).set(number, value);
    },
    async remove(table, number) {
      tableOf(table).delete(number);
    },
    all: async (table) => [...tableOf(table)],
    get: async (name) => values.get(name),
    async set(name, value) {
      values.set(name, value);
    },
  };
}
