import type { ReviewerKind } from "../records/decision.ts";
import type { Stage } from "../records/model.ts";
import type { StageOutcomes } from "../screening/stage-outcomes.ts";
import type { Task } from "./keymap.ts";
import type { Order } from "./order.ts";
import type { Reason, Saying } from "./session.ts";

/**
 * What a page for screening is made of, ready as data: the page itself knows no criteria engine, no
 * queue and no protocol. The server sends it as JSON, and a file for one reviewer embeds it. These
 * types lead to no module of Node, because browsers cannot load one.
 */

/** A stretch of a text that is marked, in UTF-16 units. */
export interface FieldMark {
  readonly start: number;
  readonly end: number;
  /** A word that a criterion for inclusion or exclusion looks for, or that only one of a pair has. */
  readonly kind: "include" | "exclude" | "differs";
}

/** A text of a record without markup and control characters, with its marks in order. */
export interface MarkedField {
  readonly text: string;
  readonly marks: readonly FieldMark[];
}

/** A page about a record. The URL begins with `https:` or `http:`. */
export interface RecordLink {
  /** `DOI`, `PubMed`, `arXiv`, `NCT01234567`, `Page`. */
  readonly label: string;
  readonly url: string;
}

/** A criterion of the stage, and what its query found in the record. */
export interface CriterionView {
  readonly id: string;
  readonly text: string;
  /** Whether what it describes is wanted or not; undefined where the protocol leaves that to people. */
  readonly effect: "include" | "exclude" | undefined;
  readonly stage: Stage;
  /** Whether its words were found; undefined without a query, or where a field is missing. */
  readonly matched: boolean | undefined;
  /** The words that it found, as the record has them. */
  readonly words: readonly string[];
  /** `E2 does not apply`, `I1 fulfilled: "causal"`; empty without a query. */
  readonly says: string;
}

/** The computed rating, which a page hides until the reviewer asks for it. */
export interface RatingView {
  /** 1 to 5, 5 most likely to be included; absent while there are too few decisions for a level. */
  readonly level?: number;
  /** 0 to 1. */
  readonly score?: number;
  /** The words that raised and lowered it, the strongest first. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** What it rests on, or why there is none. */
  readonly says: string;
}

/** A file of the record in fulltext/. */
export interface FullTextView {
  readonly kind: "pdf" | "text";
  /** Its path in the review: `fulltext/abcd2345.pdf`. */
  readonly file: string;
}

/** Everything that a reviewer may see of a record. An absent field is not in the export. */
export interface RecordView {
  readonly key: string;
  readonly title?: MarkedField;
  readonly abstract?: MarkedField;
  /** The authors' keywords and index terms, joined by `; `. */
  readonly keywords?: MarkedField;
  /** `Family, Given`, all of them. */
  readonly authors: readonly string[];
  readonly venue?: string;
  readonly year?: number;
  readonly type?: string;
  /** Volume, issue and pages: `12(3), 45-67`. */
  readonly place?: string;
  /** ISO 639-1 of the report, such as `de`. */
  readonly language?: string;
  /** `doi:10.1000/abc`, `pmid:123`, `arxiv:1909.08053`. */
  readonly identifiers: readonly string[];
  readonly sources: readonly string[];
  readonly links: readonly RecordLink[];
  readonly fullText?: FullTextView;
  /** The criteria of the stage, at full text those of title/abstract too, in the protocol's order. */
  readonly criteria: readonly CriterionView[];
  readonly rating?: RatingView;
}

/** The vote of a reviewer, shown only to those who settle conflicts. */
export interface VoteView {
  readonly reviewer: string;
  readonly kind: ReviewerKind;
  /** In words: `include`, `exclude and include`. */
  readonly verdict: string;
  /** What the vote means for colour and order. */
  readonly side: "include" | "exclude" | "unclear";
  readonly reasons: readonly string[];
  readonly note: string;
  readonly tags: readonly string[];
  /** As written in the table; may be empty. */
  readonly decidedAt: string;
}

/** A field of two records side by side; a side without it is empty. */
export interface PairField {
  readonly field: string;
  /** `same`, `different`, `one only`, … */
  readonly finding: string;
  readonly a: MarkedField;
  readonly b: MarkedField;
}

/** One of two records that may be the same. */
export interface PairSide {
  readonly key: string;
  readonly sources: readonly string[];
  readonly links: readonly RecordLink[];
}

/** An item of a queue with the reviewer's own answer, as a page shows it. */
export type ItemView = {
  /** The record's key, or both keys of a pair with a blank between. */
  readonly id: string;
  /**
   * The number of rows that the reviewer's table has about it. An answer names the number that its
   * writer saw, so that an answer from another window is noticed.
   */
  readonly seen: number;
  /** The reviewer's answer that stands. */
  readonly said?: Saying;
  /** The line that stands for it in lists. */
  readonly label: string;
} & (
  | { readonly kind: "record"; readonly record: RecordView }
  | { readonly kind: "conflict"; readonly record: RecordView; readonly votes: readonly VoteView[] }
  | {
      readonly kind: "pair";
      /** Why the two may be one record. */
      readonly why: string;
      /** Why slr does not decide itself; pairs with one cause can be answered together. */
      readonly cause: string;
      readonly a: PairSide;
      readonly b: PairSide;
      readonly fields: readonly PairField[];
    }
);

/**
 * The parts of a reviewer's work, as paths name them: `screen/title-abstract`, `screen/full-text`,
 * `resolve/title-abstract`, `resolve/full-text`, `pairs`, `audit`.
 */
export type WorkName = `screen/${Stage}` | `resolve/${Stage}` | "pairs" | "audit";

/** What does not change while a reviewer works. */
export interface WorkPlan {
  readonly work: WorkName;
  readonly task: Task;
  /** `title/abstract`, `conflicts at full text`, `possible duplicates`. */
  readonly where: string;
  /** Absent for pairs. */
  readonly stage?: Stage;
  readonly reasons: readonly Reason[];
  /** Whether an exclusion must have a reason, as at full text (PRISMA 2020, item 16b). */
  readonly reasonRequired: boolean;
  /** Whether the reviewer can say that a report could not be retrieved, as at full text. */
  readonly canMissReports: boolean;
  /** The orders that the reviewer can choose; empty where there is one only. */
  readonly orders: readonly Order[];
}

/** The progress of a reviewer, and what comes next. It changes with each answer. */
export interface WorkState {
  readonly decided: number;
  readonly left: number;
  /** How many answers of each kind stand: `{ include: 12, exclude: 48 }`. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** The ids of the next items, the first one to be shown first; at most `UPCOMING`. */
  readonly upcoming: readonly string[];
  readonly order: Order;
  /** The order in words: `by rating`, `by lot`. */
  readonly orderName: string;
  /** The items of `upcoming` that belong to the pilot, which everybody decides in one order. */
  readonly pilot: readonly string[];
}

/** How many of the next items a page knows by their ids. */
export const UPCOMING = 200;

/** A reviewer's work as a page opens it. */
export interface WorkView {
  readonly reviewer: string;
  readonly title: string;
  readonly plan: WorkPlan;
  readonly state: WorkState;
  /** The first items of `state.upcoming`. */
  readonly items: readonly ItemView[];
  /** A message for the reviewer, such as a torn line in the table; may be empty. */
  readonly notice: string;
}

/** An answer that stands, in the list of the reviewer's own, the newest first. */
export interface OwnAnswer {
  readonly id: string;
  readonly said: Saying;
  readonly label: string;
}

/**
 * What a file for one reviewer embeds: a work with all of its items, those that were answered before
 * among them.
 */
export interface FilePage extends WorkView {
  /** The review, the reviewer, the work and the export: the name of the database in the browser. */
  readonly database: string;
  /** The reviewer's answers at the time of the export, the newest first. */
  readonly answers: readonly OwnAnswer[];
  /** By item, the cells by which a row names the record. */
  readonly references: Readonly<Record<string, RowReference>>;
  /** The time of the reviewer's last row, which no new row comes before; may be empty. */
  readonly latest: string;
}

/** The cells by which a row of a table names a record: its key or what an earlier row says, and what was seen. */
export interface RowReference {
  readonly record: string;
  readonly doi: string;
  readonly pmid: string;
  readonly title: string;
  readonly year: string;
}

/* ---------- What the page and the server say to each other ---------- */

/** An answer on its way to the server. One is under way at a time, in the order of the answers. */
export interface AnswerMessage {
  /** Names the message, so that a repeated one adds no second row. */
  readonly uuid: string;
  /**
   * `seen` of the item when it was answered. For a second answer about an item whose first one still
   * waits to be sent: `seen` of the first one's acknowledgement.
   */
  readonly seen: number;
  readonly key: string;
  /** Null takes back what stands. */
  readonly saying: Saying | null;
}

/** 200: the answer is on the disk. */
export interface AnswerSaved {
  readonly uuid: string;
  readonly key: string;
  /** The number of rows about the item now. */
  readonly seen: number;
  /** `exclude, E2`, as the toast says it. */
  readonly says: string;
  readonly state: WorkState;
  /** The first two items of `state.upcoming`. */
  readonly items: readonly ItemView[];
}

/** 409: the item was answered in another window, or in a terminal, since this one showed it. */
export interface AnswerStale {
  readonly uuid: string;
  readonly error: "stale";
  readonly message: string;
  /** The item as it stands; the page asks whether the answer still holds. */
  readonly item: ItemView;
  readonly state: WorkState;
}

/** Every other status of 400 and above. */
export interface Refusal {
  readonly error:
    | "signed-out" /* 401: no session; open the link again */
    | "forbidden" /* 403: from another origin, or not for this reviewer */
    | "not-found" /* 404 */
    | "not-allowed" /* 405 */
    | "too-large" /* 413 */
    | "wrong-host" /* 421 */
    | "bad-request" /* 400: what cannot be an answer, such as an exclusion without its reason */
    | "refused" /* 503: the disk is full or read-only; the same record stays */;
  readonly message: string;
}

/** The answer to `POST /session`. */
export interface SignedIn {
  readonly reviewer: string;
  readonly title: string;
}

/** `GET …/search?q=`: the waiting items that have all words, in the order of the queue. */
export interface Found {
  readonly waiting: number;
  readonly found: readonly { readonly id: string; readonly label: string }[];
}

/**
 * The routes of the server. `POST /session` takes the token as `Authorization: Bearer`; every other
 * `/api/` route takes the same header and the cookie that `/session` set. `/fulltext/` and
 * `/flow.svg` take the cookie, for a frame and a picture. Bodies are JSON. WORK is a `WorkName`; ids
 * are encoded with encodeURIComponent.
 *
 * - `GET  /`                            the page, without data; its fragment is `#t=TOKEN` at first
 * - `GET  /page.js`, `GET /page.css`
 * - `POST /session`                     → SignedIn
 * - `GET  /api/dashboard`               → Dashboard
 * - `GET  /api/queue/WORK`               → WorkView
 * - `GET  /api/queue/WORK/items?ids=A,B` → ItemView[]; a page asks ahead, to work without the server
 * - `GET  /api/queue/WORK/answers`       → OwnAnswer[]
 * - `GET  /api/queue/WORK/search?q=…`    → Found
 * - `POST /api/queue/WORK/answer`        AnswerMessage → AnswerSaved, 409 AnswerStale
 * - `POST /api/queue/WORK/skip`          { id } → WorkView
 * - `POST /api/queue/WORK/order`         { order } → WorkView
 * - `GET  /fulltext/ID`                 the PDF or the text of a record
 * - `GET  /flow.svg`                    the flow diagram, for those who may see outcomes
 */
export const ROUTES = {
  session: "/session",
  dashboard: "/api/dashboard",
  work: (work: WorkName) => `/api/queue/${work}`,
  items: (work: WorkName, ids: readonly string[]) =>
    `/api/queue/${work}/items?ids=${ids.map(encodeURIComponent).join(",")}`,
  answers: (work: WorkName) => `/api/queue/${work}/answers`,
  search: (work: WorkName, text: string) =>
    `/api/queue/${work}/search?q=${encodeURIComponent(text)}`,
  answer: (work: WorkName) => `/api/queue/${work}/answer`,
  skip: (work: WorkName) => `/api/queue/${work}/skip`,
  order: (work: WorkName) => `/api/queue/${work}/order`,
  fullText: (id: string) => `/fulltext/${encodeURIComponent(id)}`,
  flow: "/flow.svg",
} as const;

/* ---------- The dashboard ---------- */

/** A part of the reviewer's own work. */
export interface WorkOffer {
  readonly work: WorkName;
  readonly where: string;
  readonly decided: number;
  readonly left: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

/** How far another reviewer is: numbers only, no verdicts. */
export interface OtherProgress {
  readonly reviewer: string;
  readonly kind: ReviewerKind;
  readonly stages: readonly {
    readonly stage: Stage;
    readonly decided: number;
    readonly left: number;
  }[];
}

/** How far two or more reviewers agree at a stage. */
export interface AgreementView {
  readonly stage: Stage;
  readonly reviewers: readonly string[];
  readonly records: number;
  /** 0 to 1. */
  readonly agreement?: number;
  readonly kappa?: number;
}

/** A stopping rule, and whether it would end screening now. */
export interface StoppingView {
  readonly rule: string;
  /** Whether slr.yaml names it; other rules are shown with their defaults. */
  readonly planned: boolean;
  readonly met: boolean;
  readonly says: string;
  readonly promises: string;
}

/** What would let one reviewer infer the other's votes before both have voted. */
export interface Outcomes {
  readonly stages: readonly StageOutcomes[];
  readonly conflicts: Readonly<Record<Stage, number>>;
  readonly agreement: readonly AgreementView[];
  /** The boxes of the flow in their order, with their numbers. */
  readonly flow: readonly { readonly box: string; readonly n: number }[];
  /** Relevant records found after so many were read, in the order of the decisions. */
  readonly recall: readonly { readonly read: number; readonly found: number }[];
  readonly records: number;
  readonly stopping: readonly StoppingView[];
  /** What to do next, in words. */
  readonly next: readonly string[];
}

/** The page at `/`. */
export interface Dashboard {
  readonly title: string;
  readonly reviewer: string;
  readonly work: readonly WorkOffer[];
  readonly others: readonly OtherProgress[];
  /** Only for who is through the own share, or may settle conflicts. */
  readonly outcomes?: Outcomes;
  /** Why there are outcomes, or what is missing until there are. */
  readonly outcomesBecause: string;
}
