/**
 * What the browser keeps, in a database of its own. Every write is on the disk before it counts
 * (`durability: "strict"`): localStorage loses what it was given in the last seconds when a browser
 * dies.
 */
export interface Store {
  /** Adds an entry after all others, and returns its number. */
  add(table: Table, value: unknown): Promise<number>;
  put(table: Table, number: number, value: unknown): Promise<void>;
  remove(table: Table, number: number): Promise<void>;
  /** All entries in the order in which they were added. */
  all(table: Table): Promise<readonly (readonly [number: number, value: unknown])[]>;
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
}

const TABLES = ["answers"] as const;
type Table = (typeof TABLES)[number];
/** Values under a name: settings, and how much of the answers was saved as CSV. */
const VALUES = "values";

/** Opens the database with this name; rejects where the browser keeps nothing. */
export async function openStore(name: string): Promise<Store> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      for (const table of TABLES) asked.result.createObjectStore(table, { autoIncrement: true });
      asked.result.createObjectStore(VALUES);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
  const within = <Result>(
    table: string,
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<Result>,
  ) =>
    new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(table, mode, { durability: "strict" });
      const request = ask(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  const store: Store = {
    add: async (table, value) =>
      Number(await within(table, "readwrite", (objects) => objects.add(value))),
    put: async (table, number, value) => {
      await within(table, "readwrite", (objects) => objects.put(value, number));
    },
    remove: async (table, number) => {
      await within(table, "readwrite", (objects) => objects.delete(number));
    },
    async all(table) {
      const keys = await within(table, "readonly", (objects) => objects.getAllKeys());
      const values = await within(table, "readonly", (objects) => objects.getAll());
      return keys.map((key, at) => [Number(key), values[at]] as const);
    },
    get: (one) => within(VALUES, "readonly", (objects) => objects.get(one)),
    set: async (one, value) => {
      await within(VALUES, "readwrite", (objects) => objects.put(value, one));
    },
  };
  // Some browsers open a database and refuse the first write.
  await store.set("opened", true);
  return store;
}

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
