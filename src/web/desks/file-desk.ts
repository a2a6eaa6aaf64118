import type { Order } from "../../core/decide/order.ts";
import type {
  FilePage,
  ItemView,
  OwnAnswer,
  WorkState,
  WorkView,
} from "../../core/decide/page-data.ts";
import { lineMatcher } from "../../core/decide/search.ts";
import type { Saying } from "../../core/decide/session.ts";
import { readCsv, writeCsv } from "./csv.ts";
import type { Desk, Store } from "./desk.ts";
import {
  answersAfter,
  earlierRows,
  FILE_COLUMNS,
  type FileRow,
  inOrder,
  rowsOf,
} from "./file-rows.ts";

/** The answers of a file stay in the browser, as rows, and leave it as a CSV. */
export interface FileDesk extends Desk {
  /** The work as the rows so far leave it. */
  current(): { readonly work: WorkView; readonly answers: readonly OwnAnswer[] };
  /** The rows so far as CSV. */
  csv(): string;
  /** Remembers that the rows so far were saved. */
  saved(): Promise<void>;
  /** How many rows were not saved yet. */
  unsavedRows(): number;
  /** Takes the rows of an earlier CSV in; what the reviewer should know. */
  takeIn(text: string): Promise<{ readonly ok: boolean; readonly says: string }>;
}

const SAVED = "saved rows";

export function fileDesk(page: FilePage, store: Store, now: () => number): FileDesk {
  const rows: FileRow[] = [];
  const said = new Map<string, Saying>();
  let savedRows = 0;
  let latest = page.latest;

  /** The time of a new row, never before that of an earlier one. */
  const decidedAt = () => {
    const time = `${new Date(now()).toISOString().slice(0, 19)}Z`;
    latest = time > latest ? time : latest;
    return latest;
  };

  const viewOf = (order: Order = page.state.order) => {
    const { answers, waiting } = answersAfter(page, rows);
    said.clear();
    for (const one of answers) said.set(one.id, one.said);
    const state = stateIn(page, waiting, order);
    const work: WorkView = { ...page, state, items: [] };
    return { work, answers };
  };

  const current = () => {
    const { work, answers } = viewOf();
    // The items are part of the page and never change.
    return { work: { ...work, items: page.items }, answers: answers.toReversed() };
  };

  const add = async (row: FileRow) => {
    await store.add("answers", row);
    rows.push(row);
    const time = row[FILE_COLUMNS.indexOf("decided_at")] ?? "";
    if (time > latest) latest = time;
  };

  return {
    home: "file",
    store,
    async open() {
      for (const [, value] of await store.all("answers")) rows.push(value as FileRow); // as `add` wrote it
      for (const row of rows) {
        const time = row[FILE_COLUMNS.indexOf("decided_at")] ?? "";
        if (time > latest) latest = time;
      }
      savedRows = Number((await store.get(SAVED)) ?? 0);
      return { ...current(), unsaved: [] };
    },
    current,
    async write({ uuid, key, saying }) {
      const reference = page.references[key];
      try {
        if (reference !== undefined) {
          const time = decidedAt();
          for (const row of rowsOf(page, reference, said.get(key), saying ?? undefined, time))
            await add(row);
        }
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { kind: "refused", uuid, message: `the browser cannot keep it (${why}).` };
      }
      if (saying === null) said.delete(key);
      else said.set(key, saying);
      return { kind: "kept", uuid, at: now() };
    },
    forget: async () => {},
    fetch: async () => ({ kind: "items", items: [], at: now() }),
    async search(text) {
      const matches = lineMatcher(text);
      const found = page.items
        .filter((item) => matches(textOf(item)))
        .map(({ id, label }) => ({ id, label }));
      return { kind: "found", text, found: { waiting: page.items.length, found } };
    },
    skip: async () => undefined,
    order: async (order) => ({ kind: "opened", work: viewOf(order).work, at: now() }),
    csv: () => writeCsv([FILE_COLUMNS, ...inOrder(rows)]),
    async saved() {
      savedRows = rows.length;
      await store.set(SAVED, savedRows);
    },
    unsavedRows: () => rows.length - savedRows,
    async takeIn(text) {
      const earlier = earlierRows(readCsv(text), page.reviewer, rows);
      if (!earlier.ok) return { ok: false, says: earlier.why };
      for (const row of earlier.rows) await add(row);
      return {
        ok: true,
        says: `${earlier.rows.length} rows taken in, ${earlier.known} were here already.`,
      };
    },
  };
}

/** What waits, in an order: the pilot always comes first, in one order for everybody. */
function stateIn(page: FilePage, waiting: readonly string[], order: Order): WorkState {
  const pilot = new Set(page.state.pilot);
  const rest = waiting.filter((id) => !pilot.has(id));
  const sorted = order === page.state.order ? rest : rest.toSorted(comparison(page, order));
  const orderName = order === page.state.order ? page.state.orderName : `by ${order}`;
  return {
    ...page.state,
    order,
    orderName,
    upcoming: [...waiting.filter((id) => pilot.has(id)), ...sorted],
  };
}

function comparison(page: FilePage, order: Order): (a: string, b: string) => number {
  const scores = new Map(
    page.items.map((item) => [
      item.id,
      order === "rating" && item.kind !== "pair" ? (item.record.rating?.score ?? -1) : 0,
    ]),
  );
  return (a, b) => scores.get(b)! - scores.get(a)! || (a < b ? -1 : a > b ? 1 : 0);
}

/** Everything of an item that a search looks at. */
function textOf(item: ItemView): string {
  if (item.kind === "pair")
    return [item.id, ...item.fields.flatMap(({ a, b }) => [a.text, b.text])].join("\n");
  const { title, abstract, keywords, authors, venue, year, type, identifiers, key } = item.record;
  return [
    key,
    title?.text,
    abstract?.text,
    keywords?.text,
    ...authors,
    venue,
    year,
    type,
    ...identifiers,
  ]
    .filter((part) => part !== undefined)
    .join("\n");
}
