import type { Desk } from "../../../core/decide/advance.ts";
import type { Order } from "../../../core/decide/order.ts";
import type { Session, SessionPlan } from "../../../core/decide/session.ts";
import type { RecordKey, Stage } from "../../../core/records/model.ts";
import type { Time } from "../../../core/records/time.ts";
import type { RatedReview } from "../../../core/review/review.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import type { GrowingTable } from "../../folder/growing-table.ts";
import type { Review } from "../../folder/review-folder.ts";
import type { Io } from "../../io/io.ts";

/** What to decide, as the command line asks for it. */
export interface SessionRequest {
  readonly kind: SessionPlan["task"];
  readonly stage: Stage | undefined;
  readonly order: Order;
  /** The number of records of an audit, which replace those that wait. */
  readonly audit: number | undefined;
  /** Whether it begins with the list of what the reviewer has decided. */
  readonly revise: boolean;
  /** Whether items show their rating, so that it is computed in any order. */
  readonly rating?: true;
}

/** A review that is open for one reviewer. */
export interface OpenSession {
  readonly io: Io;
  readonly review: Review;
  readonly screened: RatedReview;
  readonly reviewer: string;
  readonly request: SessionRequest;
  readonly table: GrowingTable;
  /** The table of retrievals, for sessions at full text. */
  readonly retrievals: GrowingTable;
  readonly records: ReadonlyMap<RecordKey, ScreenedRecord>;
  /**
   * Puts work off until the reviewer has been answered; absent where it is done at once. In a large
   * review, learning from a decision takes longer than a reviewer should wait for the next record.
   */
  readonly later?: (work: () => Promise<void>) => void;
  /** The time of a row that must be later than another one. */
  decidedAt(latest: Time): string;
}

/** A session that is ready to be shown, in a terminal or in a browser. */
export interface PreparedSession {
  readonly desk: Desk;
  readonly plan: SessionPlan;
  /** Absent for pairs. */
  readonly stage?: Stage;
  readonly start: Session;
  /** What is decided, for messages: `title/abstract`. */
  readonly where: string;
  /** What is decided, by whom, and in which order now: `title/abstract`, `ada`, `by rating`. */
  heading(): readonly string[];
  /** The order in words; empty where there is one only. */
  orderName(): string;
  /** The records of the pilot, which everybody decides in one order. */
  readonly pilot: ReadonlySet<string>;
  /**
   * Whether an item of this id can be shown, although it does not wait: not where an item shows what
   * others voted.
   */
  knows(id: string): boolean;
  /** Puts the queue into another order; absent where there is one only. */
  readonly reorder?: (queue: readonly string[], order: Order) => readonly string[];
}
