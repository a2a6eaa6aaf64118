import { createHash } from "node:crypto";
import type { RecordKey } from "../../../../core/records/model.ts";
import { type RatedReview, screenReview } from "../../../../core/review/review.ts";
import type { ScreenedRecord } from "../../../../core/screening/results.ts";
import { decisionFiles } from "../../../folder/decision-files.ts";
import { readKeptBytes } from "../../../folder/kept-files.ts";
import { openReview, type Review } from "../../../folder/review-folder.ts";
import type { Io } from "../../../io/io.ts";
import { KEPT_RECORDS, PAIRS_FILE, RETRIEVALS_FILE } from "../tables.ts";

/** The review as it was read and screened at one time. */
export interface Snapshot {
  readonly review: Review;
  readonly screened: RatedReview;
  readonly records: ReadonlyMap<RecordKey, ScreenedRecord>;
  /** What the writes of each reviewer stood at when the reading began. */
  readonly writes: ReadonlyMap<string, number>;
  /** The tables of people as they were when the reading began. */
  readonly tables: string;
}

/**
 * The review, screened anew when somebody asks for what answers have changed. A snapshot that was
 * read while a reviewer wrote may lack that row; `holdsAll` says whether it can.
 */
export class Snapshots {
  readonly #io: Io;
  #current: Snapshot;
  #next: Promise<Snapshot> | undefined;
  /** By reviewer, increased before and after each write, so that it is odd during one. */
  readonly #writes = new Map<string, number>();

  static async open(io: Io): Promise<Snapshots> {
    return new Snapshots(io, await readSnapshot(io, new Map()));
  }

  private constructor(io: Io, first: Snapshot) {
    this.#io = io;
    this.#current = first;
  }

  get current(): Snapshot {
    return this.#current;
  }

  /** Runs an action that writes rows of a reviewer. */
  async writing<Result>(reviewer: string, write: () => Promise<Result>): Promise<Result> {
    this.#count(reviewer);
    try {
      return await write();
    } finally {
      this.#count(reviewer);
    }
  }

  /** Whether the current snapshot has every row that the reviewer has written here. */
  holdsAll(reviewer: string): boolean {
    const { writes } = this.#current;
    return (writes.get(reviewer) ?? 0) === (this.#writes.get(reviewer) ?? 0);
  }

  /**
   * The review with everything that was written before, here or by others, as in a terminal or by
   * git; the same one if nothing was.
   */
  async renewed(): Promise<Snapshot> {
    const holdsAll = [...this.#writes.keys()].every((reviewer) => this.holdsAll(reviewer));
    if (holdsAll && (await hashOfTables(this.#io)) === this.#current.tables) return this.#current;
    if (this.#next === undefined) {
      this.#next = readSnapshot(this.#io, new Map(this.#writes)).finally(() => {
        this.#next = undefined;
      });
    }
    this.#current = await this.#next;
    return this.#current;
  }

  #count(reviewer: string): void {
    this.#writes.set(reviewer, (this.#writes.get(reviewer) ?? 0) + 1);
  }
}

async function readSnapshot(io: Io, writes: ReadonlyMap<string, number>): Promise<Snapshot> {
  const tables = await hashOfTables(io);
  const review = await openReview(io, []);
  const screened = await screenReview(review.input, {
    wholeRecords: KEPT_RECORDS,
    vectors: true,
  });
  await screened.recallVectors();
  io.status(undefined);
  const records = new Map(screened.results.records.map((record) => [record.key, record]));
  return { review, screened, records, writes, tables };
}

/** One hash of all tables that people keep while they screen. */
async function hashOfTables(io: Io): Promise<string> {
  const { files } = await decisionFiles(io);
  const hash = createHash("sha256");
  for (const file of [...files.map((one) => one.file), PAIRS_FILE, RETRIEVALS_FILE]) {
    if ((await io.kindOf(file)) !== "file") continue;
    const { bytes } = await readKeptBytes(io, file);
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
