import { isMap, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { caretUnder, parseQuery, type Query, type QueryError } from "../criteria/index.ts";
import { DEFAULT_POLICY, RELATIONS, type VersionPolicy } from "../dedupe/relations/index.ts";
import { TREATMENTS } from "../dedupe/relations/relation.ts";
import type { ReviewerKind } from "../records/decision.ts";
import { SOURCE_KINDS, type SourceKind, STAGES, type Stage } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import { StopEntry, type StoppingRule, stopOptionsOf, stoppingRuleOf } from "../stopping/index.ts";
import { type DecisionMap, DecisionTable, type LedgerMap, LedgerTable } from "./tables.ts";

/** Where a criterion is applied; before screening is what PRISMA calls automation. */
export const CRITERION_STAGES = ["before-screening", ...STAGES] as const;
export type CriterionStage = (typeof CRITERION_STAGES)[number];

/** `rules-then-reviewers`: rules exclude first, people decide what is left. */
export const POLICIES = ["rules", "reviewers", "rules-then-reviewers"] as const;
export type Policy = (typeof POLICIES)[number];

/** One eligibility criterion, with its query if a program can judge it. */
export interface Criterion {
  readonly id: string;
  readonly text: string;
  readonly stage: CriterionStage;
  /** `exclude`: a record that matches is excluded; `include`: one that does not match is. */
  readonly effect?: "exclude" | "include";
  readonly query?: Query;
  /** The query as written. */
  readonly queryText?: string;
}

/** Encodings that a source may be said to have, where its bytes do not say it themselves. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface SourcePlan {
  readonly name: string;
  readonly kind: SourceKind;
  /** Paths or patterns, relative to the review folder. */
  readonly files: readonly string[];
  readonly searched?: string;
  readonly query?: string;
  readonly expected?: number;
  readonly columns?: Readonly<Record<string, string>>;
  /** Its entries are records already: the machine lists likely duplicates among them, and merges none. */
  readonly unique?: boolean;
  /** The sheet of a workbook. */
  readonly sheet?: string;
  readonly encoding?: Encoding;
  /** `entry`: a library of several databases, each entry counted for the one that it names. */
  readonly by?: "entry";
  /** Names on the way to the array of records in JSON: `message.items`. */
  readonly rows?: string;
  /** Line of slr.yaml, for messages. */
  readonly line: number;
}

export interface StagePolicy {
  readonly by: Policy;
  /** How many reviewers must decide each record. */
  readonly perRecord: number;
  /** Among whom the records are dealt; empty means that every record is for everybody. */
  readonly reviewers: readonly string[];
  /** How many records everybody decides, to see whether the reviewers agree. */
  readonly pilot: number;
  /** The rule by which the stage may end before everything is read. */
  readonly stop?: StopPlan;
}

/** A stopping rule that slr.yaml names for a stage. */
export interface StopPlan {
  readonly rule: StoppingRule;
  /** The day on which the reviewers ended the stage by it; what they had not read then is left unread. */
  readonly ended?: string;
  /** Line of slr.yaml, for messages. */
  readonly line: number;
}

/** What slr.yaml says. A review without a protocol has the defaults. */
export interface Protocol {
  readonly title: string;
  readonly question: string;
  readonly sources: readonly SourcePlan[];
  /** What the review calls a database that the entries of a library name otherwise. */
  readonly databases: ReadonlyMap<string, string>;
  readonly criteria: readonly Criterion[];
  readonly reviewers: ReadonlyMap<string, ReviewerKind>;
  /** Who may settle conflicts; empty means anybody. */
  readonly adjudicators: readonly string[];
  readonly screening: Readonly<Record<Stage, StagePolicy>>;
  readonly otherMethods: "separate" | "merged";
  readonly previous: { readonly studies: number; readonly reports: number };
  readonly knownRelevant: readonly { readonly reference: string; readonly line: number }[];
  readonly ratingSeed: number;
  /** Tables of decisions, and ledgers of duplicates, that somebody else kept. */
  readonly decisionTables: readonly DecisionMap[];
  readonly ledgers: readonly LedgerMap[];
  /** Which versions of a study are duplicates, and which are reports of their own. */
  readonly versions: VersionPolicy;
}

/** What a review is called whose protocol does not say it. */
export const UNTITLED = "Untitled review";

const text = z.string().trim().min(1, "Unexpected empty text");
const relativePath = text.refine(
  (path) => !/^(?:[/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes(".."),
  "Unexpected path, expected one inside the review folder",
);
const oneOrMore = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([schema.transform((value) => [value]), z.array(schema).min(1)]);
const count = z.int().min(0);

const Source = z.strictObject({
  name: text,
  kind: z.enum(SOURCE_KINDS).default("database"),
  files: oneOrMore(relativePath),
  searched: z.string().optional(),
  query: z.string().optional(),
  expected: count.optional(),
  columns: z.record(z.string(), text).optional(),
  unique: z.boolean().optional(),
  sheet: z.string().min(1).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  by: z.literal("entry").optional(),
  rows: text.optional(),
});

const CriterionEntry = z
  .strictObject({
    id: text.regex(/^[^;,]+$/, "Unexpected `;` or `,` in an id: reasons are joined with `;`"),
    text,
    stage: z.enum(CRITERION_STAGES),
    exclude: text.optional(),
    include: text.optional(),
  })
  .refine((criterion) => criterion.exclude === undefined || criterion.include === undefined, {
    message: "Unexpected `include` beside `exclude`, expected one query",
  });

const StageEntry = z.strictObject({
  by: z.enum(POLICIES).optional(),
  "per-record": z.int().min(1).max(10).optional(),
  reviewers: z.array(text).min(1).optional(),
  pilot: count.optional(),
});

/** Only screening of records ends early; what passed it is assessed to the last report. */
const TitleAbstractEntry = z.strictObject({ ...StageEntry.shape, stop: StopEntry.optional() });

const Versions = z.strictObject(
  Object.fromEntries(
    RELATIONS.map(({ name, about, byDefault }) => [
      name,
      z.enum(TREATMENTS).optional().describe(`${about}; ${byDefault} by default`),
    ]),
  ),
);

const ProtocolSchema = z.strictObject({
  title: text.default(UNTITLED),
  question: z.string().optional(),
  sources: z.array(Source).optional(),
  databases: z.record(text, text).optional(),
  criteria: z.array(CriterionEntry).optional(),
  reviewers: z
    .record(
      z.string(),
      z.strictObject({ kind: z.enum(["person", "automation"]).optional() }).nullable(),
    )
    .optional(),
  adjudicators: z.array(text).optional(),
  screening: z
    .strictObject({
      "title-abstract": TitleAbstractEntry.optional(),
      "full-text": StageEntry.optional(),
    })
    .optional(),
  rating: z
    .strictObject({
      seed: z
        .int()
        .min(0)
        .max(2 ** 31)
        .optional(),
    })
    .optional(),
  flow: z.strictObject({ "other-methods": z.enum(["separate", "merged"]).optional() }).optional(),
  previous: z.strictObject({ studies: count.optional(), reports: count.optional() }).optional(),
  "known-relevant": z.array(text).optional(),
  decisions: z.array(DecisionTable).optional(),
  duplicates: z.array(LedgerTable).optional(),
  versions: Versions.optional(),
});

/** The JSON Schema of slr.yaml, for editors that complete and check it. */
export function protocolJsonSchema(): object {
  return z.toJSONSchema(ProtocolSchema, { io: "input" });
}

export const DEFAULT_PROTOCOL: Protocol = {
  title: "",
  question: "",
  sources: [],
  databases: new Map(),
  criteria: [],
  reviewers: new Map(),
  adjudicators: [],
  screening: {
    "title-abstract": { by: "reviewers", perRecord: 1, reviewers: [], pilot: 0 },
    "full-text": { by: "reviewers", perRecord: 1, reviewers: [], pilot: 0 },
  },
  otherMethods: "separate",
  previous: { studies: 0, reports: 0 },
  knownRelevant: [],
  ratingSeed: 1,
  decisionTables: [],
  ledgers: [],
  versions: DEFAULT_POLICY,
};

export type ParsedProtocol =
  | { readonly ok: true; readonly protocol: Protocol; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads slr.yaml. Every problem has its line; a criterion's syntax error has a caret under the place. */
export function parseProtocol(yaml: string, file: string): ParsedProtocol {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = [];
  const report = (code: string, offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ severity: "error", code, file, line, message: `${message} (column ${col})` });
  };
  for (const error of document.errors)
    report("protocol/yaml", error.pos[0], firstLine(error.message));
  if (problems.length > 0) return { ok: false, problems };

  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
  };
  const keyOffset = (path: readonly PropertyKey[], key: string): number => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true);
    const pair = isMap(map) ? map.items.find(({ key: node }) => String(node) === key) : undefined;
    return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(path);
  };

  const parsed = ProtocolSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) {
          report(
            "protocol/unknown-key",
            keyOffset(issue.path, key),
            `Unexpected key \`${key}\`, expected ${choices(issue.path, document.getIn([...issue.path, "rule"]))}.`,
          );
        }
      } else {
        const where = issue.path.join(".");
        report(
          "protocol/invalid",
          offsetOf(issue.path),
          `${where === "" ? "" : `${where}: `}${issue.message.replace(/\.$/, "")}.`,
        );
      }
    }
    return { ok: false, problems };
  }

  const { data } = parsed;
  const criteria: Criterion[] = [];
  const ids = new Set<string>();
  for (const [index, entry] of (data.criteria ?? []).entries()) {
    if (ids.has(entry.id))
      report(
        "protocol/repeated-id",
        offsetOf(["criteria", index, "id"]),
        `Unexpected second criterion with the id \`${entry.id}\`, expected one.`,
      );
    ids.add(entry.id);
    const effect =
      entry.exclude !== undefined ? "exclude" : entry.include !== undefined ? "include" : undefined;
    const { id, stage } = entry;
    if (effect === undefined) {
      if (stage === "before-screening")
        report(
          "protocol/no-query",
          offsetOf(["criteria", index]),
          `Unexpected criterion \`${id}\` without a query: before screening only rules decide.`,
        );
      criteria.push({ id, text: entry.text, stage });
      continue;
    }
    const queryText = entry[effect]!;
    const query = parseQuery(queryText);
    const at = offsetOf(["criteria", index, effect]);
    const reportQuery = (severity: Problem["severity"], error: QueryError) => {
      // In a plain or quoted scalar on one line the place in the query is a place in the file.
      const inside = [at, at + 1].find((start) => yaml.startsWith(queryText, start));
      const { line, col } = lines.linePos(inside === undefined ? at : inside + error.start);
      problems.push({
        severity,
        code: "protocol/query",
        file,
        line,
        message: `${id}: ${error.message} (column ${col})`,
        detail: `${caretUnder(queryText, error)}${error.hint === undefined ? "" : `\nhint: ${error.hint}`}`,
      });
    };
    if (query.ok) {
      for (const warning of query.query.warnings) reportQuery("warning", warning);
      criteria.push({ id, text: entry.text, stage, effect, query: query.query, queryText });
    } else reportQuery("error", query.error);
  }

  const names = new Set<string>();
  const sources = (data.sources ?? []).map((source, index): SourcePlan => {
    if (names.has(source.name))
      report(
        "protocol/repeated-source",
        offsetOf(["sources", index, "name"]),
        `Unexpected second source named \`${source.name}\`, expected one with all of its files.`,
      );
    names.add(source.name);
    const { line } = lines.linePos(offsetOf(["sources", index]));
    const { columns, expected, query, rows, searched, sheet, encoding, by, unique, ...plan } =
      source;
    return {
      ...plan,
      ...(sheet !== undefined && { sheet }),
      ...(encoding !== undefined && { encoding }),
      ...(by !== undefined && { by }),
      ...(columns !== undefined && { columns }),
      ...(expected !== undefined && { expected }),
      ...(query !== undefined && { query }),
      ...(rows !== undefined && { rows }),
      ...(searched !== undefined && { searched }),
      ...(unique !== undefined && { unique }),
      line,
    };
  });
  for (const stage of STAGES) {
    for (const { severity, code, path, message } of stageProblems(data, stage)) {
      const { line, col } = lines.linePos(offsetOf(["screening", stage, ...path]));
      problems.push({ severity, code, file, line, message: `${message} (column ${col})` });
    }
  }
  if (problems.some(({ severity }) => severity === "error")) return { ok: false, problems };

  const policy = (stage: Stage): StagePolicy => {
    const entry = data.screening?.[stage];
    const judged = criteria.some(
      (criterion) => criterion.stage === stage && criterion.query !== undefined,
    );
    return {
      by: entry?.by ?? (judged ? "rules-then-reviewers" : "reviewers"),
      perRecord: entry?.["per-record"] ?? 1,
      reviewers: entry?.reviewers ?? [],
      pilot: entry?.pilot ?? 0,
    };
  };
  const stop = data.screening?.["title-abstract"]?.stop;
  return {
    ok: true,
    problems,
    protocol: {
      title: data.title,
      question: data.question ?? "",
      sources,
      databases: new Map(Object.entries(data.databases ?? {})),
      criteria,
      reviewers: new Map(
        Object.entries(data.reviewers ?? {}).map(([name, reviewer]) => [
          name,
          reviewer?.kind ?? "person",
        ]),
      ),
      adjudicators: data.adjudicators ?? [],
      screening: {
        "title-abstract": {
          ...policy("title-abstract"),
          ...(stop !== undefined && {
            stop: {
              rule: stoppingRuleOf(stop),
              ...(stop.ended !== undefined && { ended: stop.ended }),
              line: lines.linePos(offsetOf(["screening", "title-abstract", "stop"])).line,
            },
          }),
        },
        "full-text": policy("full-text"),
      },
      otherMethods: data.flow?.["other-methods"] ?? "separate",
      previous: { studies: data.previous?.studies ?? 0, reports: data.previous?.reports ?? 0 },
      knownRelevant: (data["known-relevant"] ?? []).map((reference, index) => ({
        reference,
        line: lines.linePos(offsetOf(["known-relevant", index])).line,
      })),
      ratingSeed: data.rating?.seed ?? 1,
      decisionTables: data.decisions ?? [],
      ledgers: data.duplicates ?? [],
      versions: { ...DEFAULT_POLICY, ...data.versions },
    },
  };
}

/** Something wrong at a place of slr.yaml. */
type FoundAt = Pick<Problem, "severity" | "code" | "message"> & { readonly path: PropertyKey[] };

/** What is wrong with the reviewers whom a stage names. */
function stageProblems(
  { screening, reviewers: listed = {} }: z.infer<typeof ProtocolSchema>,
  stage: Stage,
): FoundAt[] {
  const { reviewers = [], "per-record": perRecord = 1 } = screening?.[stage] ?? {};
  if (reviewers.length === 0) return [];
  const found: FoundAt[] = [];
  // `reviewers` need not list people; where it lists some, a name that is not there may be mistyped.
  const listsPeople = Object.values(listed).some((reviewer) => reviewer?.kind !== "automation");
  for (const [at, name] of reviewers.entries()) {
    const path = ["reviewers", at];
    if (reviewers.indexOf(name) !== at)
      found.push({
        severity: "error",
        code: "protocol/repeated-reviewer",
        path,
        message: `Unexpected second \`${name}\`, expected each reviewer once.`,
      });
    else if (listsPeople && !Object.hasOwn(listed, name))
      found.push({
        severity: "warning",
        code: "protocol/unknown-reviewer",
        path,
        message: `Unexpected reviewer \`${name}\`, expected one of ${Object.keys(listed).join(", ")}, whom \`reviewers\` lists.`,
      });
  }
  if (perRecord > reviewers.length)
    found.push({
      severity: "error",
      code: "protocol/too-few-reviewers",
      path: ["per-record"],
      message: `Unexpected \`per-record: ${perRecord}\`, expected at most ${reviewers.length}, as many reviewers as the stage names.`,
    });
  return found;
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}

/** The keys that are allowed at a place of slr.yaml, for a message. */
function choices(path: readonly PropertyKey[], rule: unknown): string {
  const shape =
    path.length === 0
      ? ProtocolSchema.shape
      : path.at(-1) === "stop"
        ? stopOptionsOf(rule)
        : path[0] === "sources"
          ? Source.shape
          : path[0] === "criteria"
            ? CriterionEntry.shape
            : path[0] === "versions"
              ? Versions.shape
              : path[0] === "screening" && path.length === 1
                ? { "title-abstract": 0, "full-text": 0 }
                : path[0] === "screening" && path.length === 2
                  ? (path[1] === "title-abstract" ? TitleAbstractEntry : StageEntry).shape
                  : undefined;
  return shape === undefined ? "one that slr knows" : `one of ${Object.keys(shape).join(", ")}`;
}
