import type { Store } from "./desk.ts";

const TABLES = ["answers"] as const satisfies readonly Parameters<Store["add"]>[0][];
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
