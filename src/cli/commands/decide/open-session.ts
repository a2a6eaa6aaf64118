import type { Order } from "../../../core/decide/order.ts";
import type { RowCells } from "../../../core/decide/rows.ts";
import type { Session, SessionPlan } from "../../../core/decide/session.ts";
import type { RecordKey, Stage } from "../../../core/records/model.ts";
import type { Time } from "../../../core/records/time.ts";
import type { ScreenedReview } from "../../../core/review/review.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import type { Review } from "../../folder/review-folder.ts";
import type { Io } from "../../io/io.ts";
import type { SessionSource } from "./run-session.ts";

/** What to decide, as the command line asks for it. */
export interface SessionRequest {
  readonly kind: SessionPlan["task"];
  readonly stage: Stage | undefined;
  readonly order: Order;
  /** The number of records of an audit, which replace those that wait. */
  readonly audit: number | undefined;
  /** Whether it begins with the list of what the reviewer has decided. */
  readonly revise: boolean;
}

/** A table that rows are added to, as it is on the disk. */
export interface GrowingTable {
  readonly file: string;
  add(cells: RowCells<string>): Promise<void>;
}

/** A review that is open for one reviewer. */
export interface OpenSession {
  readonly io: Io;
  readonly review: Review;
  readonly screened: ScreenedReview;
  readonly reviewer: string;
  readonly request: SessionRequest;
  readonly table: GrowingTable;
  /** The table of retrievals, for sessions at full text. */
  readonly retrievals: GrowingTable;
  readonly records: ReadonlyMap<RecordKey, ScreenedRecord>;
  /** The time of a row that must be later than another one. */
  decidedAt(latest: Time): string;
}

export interface PreparedSession {
  readonly source: SessionSource;
  readonly start: Session;
  /** What is decided, for messages: `title/abstract`. */
  readonly where: string;
}
