/**
 * The rows of a table in their order. A list is one; a long table makes each row when somebody comes
 * to it, so that its rows need not be held all at once.
 */
export interface Rows<Row> extends Iterable<Row> {
  readonly length: number;
  map<Made>(make: (row: Row, at: number) => Made): Made[];
  flatMap<Made>(make: (row: Row) => Made | readonly Made[]): Made[];
  filter(keep: (row: Row) => boolean): Row[];
  find(isIt: (row: Row) => boolean): Row | undefined;
  some(holds: (row: Row) => boolean | undefined): boolean;
}

/** Rows that are made anew whenever somebody goes through them. */
export class RowsInTurn<Row> implements Rows<Row> {
  readonly length: number;
  readonly #make: () => Iterator<Row>;

  /** @param make so many rows as `length` says, the same each time */
  constructor(length: number, make: () => Iterator<Row>) {
    this.length = length;
    this.#make = make;
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.#make();
  }

  map<Made>(make: (row: Row, at: number) => Made): Made[] {
    const made: Made[] = [];
    for (const row of this) made.push(make(row, made.length));
    return made;
  }

  flatMap<Made>(make: (row: Row) => Made | readonly Made[]): Made[] {
    const made: Made[] = [];
    for (const row of this) {
      const some = make(row);
      if (isList(some)) for (const one of some) made.push(one);
      else made.push(some);
    }
    return made;
  }

  filter(keep: (row: Row) => boolean): Row[] {
    const kept: Row[] = [];
    for (const row of this) if (keep(row)) kept.push(row);
    return kept;
  }

  find(isIt: (row: Row) => boolean): Row | undefined {
    for (const row of this) if (isIt(row)) return row;
    return undefined;
  }

  some(holds: (row: Row) => boolean | undefined): boolean {
    for (const row of this) if (holds(row)) return true;
    return false;
  }
}

function isList<Made>(made: Made | readonly Made[]): made is readonly Made[] {
  return Array.isArray(made);
}

/** Rows made from others, one by one. */
export function rowsFrom<Row, Made>(rows: Rows<Row>, make: (row: Row) => Made): Rows<Made> {
  return new RowsInTurn(rows.length, function* () {
    for (const row of rows) yield make(row);
  });
}
