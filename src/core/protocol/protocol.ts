import type { Query } from "../criteria/index.ts";
import { DEFAULT_POLICY, type VersionPolicy } from "../dedupe/relations/index.ts";
import type { ReviewerKind } from "../records/decision.ts";
import type { Limits } from "../records/limits.ts";
import { type RecordType, type SourceKind, STAGES, type Stage } from "../records/model.ts";
import type { StoppingRule } from "../stopping/index.ts";
import type { Acknowledgement } from "./acknowledged.ts";
import type { StatementName } from "./statements.ts";
import type { DecisionMap, LedgerMap } from "./tables.ts";

/** Where a criterion is applied; before screening is what PRISMA calls automation. */
export const CRITERION_STAGES = ["before-screening", ...STAGES] as const;
export type CriterionStage = (typeof CRITERION_STAGES)[number];

/** `rules-then-reviewers`: rules exclude first, people decide the rest. */
export const POLICIES = ["rules", "reviewers", "rules-then-reviewers"] as const;
export type Policy = (typeof POLICIES)[number];

/** An eligibility criterion, with its query if a program can judge it. */
export interface Criterion {
  readonly id: string;
  readonly text: string;
  /** The reason for exclusion in words, if `text` does not say it. */
  readonly reason?: string;
  readonly stage: CriterionStage;
  /** `exclude`: matching records are excluded; `include`: records that do not match are. */
  readonly effect?: "exclude" | "include";
  readonly query?: Query;
  /** The query as written. */
  readonly queryText?: string;
  /** The database in whose search language it is written, where that is not slr's own. */
  readonly dialect?: string;
  /** Records that its query must match, and others that it must not match. */
  readonly examples?: readonly CriterionExample[];
  /** Its line in slr.yaml, or that of its query if it has one. */
  readonly line?: number;
}

/** A class of the taxonomy by which included studies are coded. */
export interface TaxonomyClass {
  readonly id: string;
  /** What the class is, in words; the id if slr.yaml does not say it. */
  readonly text: string;
  /** The query that matches the reports of its studies; without one, people or its sub-classes tell. */
  readonly query?: Query;
  /** The query as written. */
  readonly queryText?: string;
  /** Its sub-classes; a study in one of them is in this class, too. */
  readonly classes: readonly TaxonomyClass[];
  /** Its line in slr.yaml. */
  readonly line: number;
}

/** A record by which a criterion is tested. */
export interface CriterionExample {
  /** A title, a DOI or a key of a record; or the fields of one that is made up. */
  readonly of: string | ExampleRecord;
  readonly mustMatch: boolean;
  /** Its line in slr.yaml. */
  readonly line: number;
}

/** The fields of an example that is no record of the review. */
export interface ExampleRecord {
  readonly title: string;
  readonly abstract?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  readonly year?: number | undefined;
  readonly language?: string | undefined;
  readonly type?: RecordType | undefined;
  readonly venue?: string | undefined;
}

/** Encodings that a source may declare if its bytes do not show it. */
export const ENCODINGS = [
  "utf-8",
  "utf-8-twice",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "iso-8859-2",
  "koi8-r",
  "macintosh",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * Sources that are searched with a string, unlike citations, which are followed, and people, who
 * are asked.
 */
export const SEARCHED_KINDS: ReadonlySet<SourceKind> = new Set(["database", "register", "website"]);

/** One search of a source: the query on a day, and the exports that it gave. */
export interface SearchRound {
  /** Paths or patterns, relative to the review folder. */
  readonly files: readonly string[];
  /** The day as YYYY-MM-DD; unchanged if the text is not a day. */
  readonly searched?: string;
  readonly query?: string;
  /** Line of slr.yaml on which the query begins, or its block. */
  readonly queryLine?: number;
  /** Limits and filters that the query does not say, in words. */
  readonly limits?: string;
  /** The hit count that the database showed. */
  readonly expected?: number;
  /** Line of slr.yaml, for messages. */
  readonly line: number;
}

export interface SourcePlan {
  readonly name: string;
  readonly kind: SourceKind;
  /** Through what it was searched, as PRISMA-S asks for it: `Ovid`, `EBSCOhost`. */
  readonly platform?: string;
  /** The years that it covers, in words. */
  readonly coverage?: string;
  /** The records from which citations were followed, as references. */
  readonly seeds?: readonly string[];
  /**
   * The searches of the source, oldest first: its entries are numbered through them in this order.
   */
  readonly searches: readonly SearchRound[];
  readonly columns?: Readonly<Record<string, string>>;
  /**
   * Whether its entries are already unique: slr lists likely duplicates among them and merges none.
   */
  readonly unique?: boolean;
  /** The sheet of a workbook. */
  readonly sheet?: string;
  readonly encoding?: Encoding;
  /**
   * `entry`: a library of several databases, whose entries are counted for the database that each
   * names.
   */
  readonly by?: "entry";
  /** Path to the array of records in JSON: `message.items`. */
  readonly rows?: string;
  /** The search language of its queries, where its name does not say it. */
  readonly dialect?: string;
  /** Line of slr.yaml, for messages. */
  readonly line: number;
}

/** A report that is known to be relevant. */
export interface KnownRelevant {
  readonly reference: string;
  /** Whether it served to write the search strings, which a recall would flatter. */
  readonly isSeed?: true;
  /** Line of slr.yaml, for messages. */
  readonly line: number;
}

export interface StagePolicy {
  readonly by: Policy;
  /** How many reviewers must decide each record. */
  readonly perRecord: number;
  /** The reviewers among whom the records are dealt; if empty, every record is for everybody. */
  readonly reviewers: readonly string[];
  /** The number of records that everybody decides, to measure agreement. */
  readonly pilot: number;
  /** The rule by which the stage may end before everything is read. */
  readonly stop?: StopPlan;
}

/** A stopping rule that slr.yaml names for a stage. */
export interface StopPlan {
  readonly rule: StoppingRule;
  /**
   * The day on which the reviewers ended the stage by it; records that they had not read then are
   * left unread.
   */
  readonly ended?: string;
  /** Line of slr.yaml, for messages. */
  readonly line: number;
}

/** Templates of the diagram that `flow: { template: … }` names, the default first. */
export const FLOW_TEMPLATES = ["prisma-2020", "prisma-2009", "prisma-scr"] as const;
export type FlowTemplate = (typeof FLOW_TEMPLATES)[number];

/** Forms in which `results: { parquet: true }` asks for tables of results/ beside CSV. */
export const RESULT_FORMS = ["parquet"] as const;
export type ResultForm = (typeof RESULT_FORMS)[number];

/** What slr.yaml may say of a check: how severe its problems are, or that it is not asked for. */
export const CHECK_SEVERITIES = ["error", "warning", "off"] as const;
export type CheckSeverity = (typeof CHECK_SEVERITIES)[number];

/** A version of the review that was published, as its slr.lock holds it. */
export interface PublishedVersion {
  /** The slr.lock of the version, under a name of its own. */
  readonly lock: string;
  /** As tables of versions print it: `Base review`, `Version 2`. */
  readonly name: string;
  /** The day on which it was published, as YYYY-MM-DD. */
  readonly date?: string;
}

/** The versions of a living review before this one. */
export interface PreviousVersions {
  /** What the last of them included, where slr.yaml gives numbers instead of a lock. */
  readonly studies: number;
  readonly reports: number;
  /** Oldest first; this version of the review updates the last one. */
  readonly versions: readonly PublishedVersion[];
}

/** The content of slr.yaml. A review without a protocol has the defaults. */
export interface Protocol {
  readonly title: string;
  readonly question: string;
  readonly sources: readonly SourcePlan[];
  /** The review's names for databases that the entries of a library call by other names. */
  readonly databases: ReadonlyMap<string, string>;
  /** Named sub-queries that criteria share. */
  readonly terms: Readonly<Record<string, string>>;
  readonly criteria: readonly Criterion[];
  /** The classes by which included studies are coded; empty without a taxonomy. */
  readonly taxonomy: readonly TaxonomyClass[];
  readonly reviewers: ReadonlyMap<string, ReviewerKind>;
  /** The reviewers who may settle conflicts; if empty, anybody may. */
  readonly adjudicators: readonly string[];
  readonly screening: Readonly<Record<Stage, StagePolicy>>;
  /** Ids of criteria, the one first that is the primary reason before all others; empty without a hierarchy. */
  readonly reasonHierarchy: readonly string[];
  readonly otherMethods: "separate" | "merged";
  readonly flowTemplate: FlowTemplate;
  /** The forms in which results are written beside CSV. */
  readonly resultForms: readonly ResultForm[];
  readonly previous: PreviousVersions;
  readonly knownRelevant: readonly KnownRelevant[];
  readonly ratingSeed: number;
  /** The file of vectors that the reviewers made with an encoder of their own. */
  readonly ratingVectors?: string | undefined;
  /** Tables of decisions, and ledgers of duplicates, that somebody else kept. */
  readonly decisionTables: readonly DecisionMap[];
  readonly ledgers: readonly LedgerMap[];
  /** Which versions of a study are duplicates, and which are separate reports. */
  readonly versions: VersionPolicy;
  /** What the methods section says and the folder shows nowhere else, in sentences of the reviewers. */
  readonly statements: Readonly<Partial<Record<StatementName, string>>>;
  /** By the id of the check; `line` is that of slr.yaml. */
  readonly checks: ReadonlyMap<string, { readonly severity: CheckSeverity; readonly line: number }>;
  readonly acknowledged: readonly Acknowledgement[];
  /** Limits of reading that the review raises. */
  readonly limits: Limits;
  /** Whether the folder is a copy that slr publish made, without exports. */
  readonly isPublished: boolean;
}

/** The title of a review whose protocol has none. */
export const UNTITLED = "Untitled review";

export const DEFAULT_PROTOCOL: Protocol = {
  title: "",
  question: "",
  sources: [],
  databases: new Map(),
  terms: {},
  criteria: [],
  taxonomy: [],
  reviewers: new Map(),
  adjudicators: [],
  screening: {
    "title-abstract": { by: "reviewers", perRecord: 1, reviewers: [], pilot: 0 },
    "full-text": { by: "reviewers", perRecord: 1, reviewers: [], pilot: 0 },
  },
  reasonHierarchy: [],
  otherMethods: "separate",
  flowTemplate: "prisma-2020",
  resultForms: [],
  previous: { studies: 0, reports: 0, versions: [] },
  knownRelevant: [],
  ratingSeed: 1,
  decisionTables: [],
  ledgers: [],
  versions: DEFAULT_POLICY,
  statements: {},
  checks: new Map(),
  acknowledged: [],
  limits: {},
  isPublished: false,
};
