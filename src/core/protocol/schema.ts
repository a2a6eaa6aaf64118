import { z } from "zod";
import { DIALECTS } from "../criteria/index.ts";
import { RELATIONS } from "../dedupe/relations/index.ts";
import { TREATMENTS } from "../dedupe/relations/relation.ts";
import { RECORD_TYPES, SOURCE_KINDS } from "../records/model.ts";
import { StopEntry } from "../stopping/index.ts";
import {
  CHECK_SEVERITIES,
  CRITERION_STAGES,
  ENCODINGS,
  FLOW_TEMPLATES,
  POLICIES,
  RESULT_FORMS,
  type ResultForm,
  UNTITLED,
} from "./protocol.ts";
import { STATEMENTS } from "./statements.ts";
import { DecisionTable, LedgerTable } from "./tables.ts";

const text = z.string().trim().min(1, "This text is empty");
const relativePath = text.refine(
  (path) => !/^(?:[/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes(".."),
  "This path leads out of the review folder; give one inside of it",
);
const oneOrMore = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([schema.transform((value) => [value]), z.array(schema).min(1)]);
const count = z.int().min(0);

/** The search language of a database in which a query is written. */
const dialect = z
  .enum(DIALECTS.map(({ name }) => name))
  .optional()
  .describe("The database whose search language the query is written in; without it, slr's own");

const Search = z.strictObject({
  files: oneOrMore(relativePath),
  searched: z.string().optional(),
  query: z.string().optional(),
  limits: text
    .optional()
    .describe("Limits and filters that the query does not say, as PRISMA-S asks for them"),
  expected: count.optional(),
});

/** A source is searched once, described in the source itself, or in several rounds. */
const Source = z
  .strictObject({
    name: text,
    kind: z.enum(SOURCE_KINDS).default("database"),
    platform: text.optional(),
    coverage: text.optional().describe("The years that the database covers: 1946 to present"),
    seeds: z
      .array(text)
      .min(1)
      .optional()
      .describe("The records from which citations were followed, by key, DOI, PMID or arXiv id"),
    ...Search.partial().shape,
    searches: z.array(Search).min(1, "This list is empty; name at least one search").optional(),
    columns: z.record(z.string(), text).optional(),
    unique: z.boolean().optional(),
    sheet: z.string().min(1).optional(),
    encoding: z.enum(ENCODINGS).optional(),
    by: z.literal("entry").optional(),
    rows: text.optional(),
    dialect,
  })
  .refine((source) => source.files !== undefined || source.searches !== undefined, {
    path: ["files"],
    message: "A source needs `files`, or `searches` with the `files` of each search",
  })
  .refine(
    ({ searches, files, searched, query, limits, expected }) =>
      searches === undefined ||
      [files, searched, query, limits, expected].every((one) => one === undefined),
    {
      path: ["searches"],
      message:
        "Beside `searches` there must be no `files`, `searched`, `query`, `limits` or `expected`: write them into the first search",
    },
  )
  .meta({ oneOf: [{ required: ["files"] }, { required: ["searches"] }] });

/** A title, a DOI or a key of a record, or a record that is made up. */
const Example = z.union([
  text,
  z.strictObject({
    title: text,
    abstract: text.optional(),
    keywords: z.array(text).optional(),
    year: z.int().optional(),
    language: text.optional(),
    type: z.enum(RECORD_TYPES).optional(),
    venue: text.optional(),
  }),
]);

const CriterionEntry = z
  .strictObject({
    id: text.regex(
      /^[^;,]+$/,
      "An id must not contain `;` or `,`, because reasons are joined with `;`",
    ),
    text,
    reason: text.optional(),
    stage: z.enum(CRITERION_STAGES),
    exclude: text.optional(),
    include: text.optional(),
    dialect,
    examples: z
      .strictObject({ match: z.array(Example).optional(), "no-match": z.array(Example).optional() })
      .optional()
      .describe("Records that the query must match and must not match; `slr criteria` tests them"),
  })
  .refine((criterion) => criterion.exclude === undefined || criterion.include === undefined, {
    message: "A criterion has one query: `include` or `exclude`, not both",
  });

/** Words that mean something else in the `classes` cell of people's codes. */
const NO_CLASS = /^(?:none|withdrawn)$/i;

const ClassEntry = z.strictObject({
  id: text
    .regex(
      /^[^;,?\s][^;,]*$/,
      "An id of a class must not contain `;` or `,`, nor begin with `?`, because the codes of people join ids with `;`",
    )
    .refine((id) => !NO_CLASS.test(id), "In the codes of people this word means something else"),
  text: text.optional(),
  query: text.optional().describe("What the reports of its studies match, in criteria's language"),
  dialect,
  get classes(): z.ZodOptional<z.ZodArray<typeof ClassEntry>> {
    return z.array(ClassEntry).min(1, "This list is empty; name at least one class").optional();
  },
});

const StageEntry = z.strictObject({
  by: z.enum(POLICIES).optional(),
  "per-record": z.int().min(1).max(10).optional(),
  reviewers: z.array(text).min(1).optional(),
  pilot: count.optional(),
});

/** Only screening of records can end early; every report that passes it is assessed. */
const TitleAbstractEntry = z.strictObject({ ...StageEntry.shape, stop: StopEntry.optional() });

const Versions = z.strictObject(
  Object.fromEntries(
    RELATIONS.map(({ name, about, byDefault }) => [
      name,
      z.enum(TREATMENTS).optional().describe(`${about}; ${byDefault} by default`),
    ]),
  ),
);

/** What the methods section says and the folder shows nowhere else. */
const Statements = z.strictObject(
  Object.fromEntries(
    Object.entries(STATEMENTS).map(([name, gap]) => [name, text.optional().describe(gap)]),
  ),
);

/** A report that the searches must find; a seed served to write the search strings. */
const KnownRelevant = z.union([
  text,
  z.strictObject({
    record: text,
    seed: z
      .boolean()
      .optional()
      .describe("Whether it served to write the search strings, so that no recall counts it"),
  }),
]);

/** A published version of a living review. */
const Version = z.strictObject({
  lock: relativePath.describe("The slr.lock of the version, under another name"),
  name: text.optional(),
  date: text
    .regex(/^\d{4}-\d{2}-\d{2}$/, "Expected the day of publication as YYYY-MM-DD")
    .optional(),
});

/** A problem about which nothing can be done; what names it must say enough of it. */
const AcknowledgedEntry = z.strictObject({
  code: text,
  file: text.optional(),
  line: z.int().min(1).optional(),
  record: text.optional(),
  reason: text,
});

export const ProtocolSchema = z.strictObject({
  title: text.default(UNTITLED),
  question: z.string().optional(),
  sources: z.array(Source).optional(),
  databases: z.record(text, text).optional(),
  terms: z
    .record(z.string(), text)
    .optional()
    .describe("Named sub-queries that criteria share; `@name` stands for one"),
  criteria: z.array(CriterionEntry).nullish(),
  taxonomy: z
    .array(ClassEntry)
    .optional()
    .describe("The classes by which `slr taxonomy` codes the included studies"),
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
      reasons: z
        .union([z.literal("first-violated"), z.strictObject({ hierarchy: z.array(text).min(1) })])
        .optional()
        .describe("Which of several reasons is the primary one, which PRISMA counts"),
    })
    .optional(),
  rating: z
    .strictObject({
      seed: z
        .int()
        .min(0)
        .max(2 ** 31)
        .optional(),
      vectors: relativePath
        .optional()
        .describe(
          "Vectors of the records from an encoder of your own: .jsonl, .npy, .csv, .parquet",
        ),
    })
    .optional(),
  flow: z
    .strictObject({
      "other-methods": z.enum(["separate", "merged"]).optional(),
      template: z.enum(FLOW_TEMPLATES).optional(),
    })
    .optional(),
  results: z
    .strictObject(
      Object.fromEntries(RESULT_FORMS.map((form) => [form, z.boolean().optional()])) as Record<
        ResultForm,
        z.ZodOptional<z.ZodBoolean>
      >,
    )
    .optional()
    .describe("Forms in which the ledger, the records and the judgements are written beside CSV"),
  previous: z
    .union([
      z
        .strictObject({
          studies: count.optional(),
          reports: count.optional(),
          ...Version.partial().shape,
        })
        .refine(
          ({ studies, reports, lock }) =>
            lock === undefined || (studies === undefined && reports === undefined),
          "Beside `lock` there must be no `studies` or `reports`: the lock has these numbers",
        )
        .refine(({ name, date, lock }) => lock !== undefined || (name ?? date) === undefined, {
          path: ["lock"],
          message: "`name` and `date` describe a version, so name its `lock`, too",
        }),
      z.array(Version).min(1),
    ])
    .optional()
    .describe("The published versions of a living review, oldest first; this one updates the last"),
  "known-relevant": z.array(KnownRelevant).optional(),
  decisions: z.array(DecisionTable).optional(),
  duplicates: z.array(LedgerTable).optional(),
  versions: Versions.optional(),
  methods: Statements.optional(),
  checks: z.record(z.string(), z.enum(CHECK_SEVERITIES)).optional(),
  acknowledged: z.array(AcknowledgedEntry).optional(),
  limits: z
    .strictObject({
      entry: z
        .int()
        .min(1)
        .max(256)
        .optional()
        .describe("Million characters of an entry, row or line"),
      unpacked: z.int().min(1).max(65_536).optional().describe("MB that an archive may unpack to"),
      depth: z.int().min(1).max(2000).optional().describe("Levels of JSON and XML"),
    })
    .optional()
    .describe("Limits that protect slr from damaged and hostile exports, raised for this review"),
  published: z
    .boolean()
    .optional()
    .describe("Written by slr publish: the folder is a copy for an archive, without exports"),
});

/** The schema of slr.yaml, key by key. */
export type ProtocolEntries = z.output<typeof ProtocolSchema>;

/**
 * The JSON Schema of slr.yaml, of the draft that the YAML language server reads. It names the checks
 * whose severity can be set, which this room does not know.
 */
export function protocolJsonSchema(checks: readonly string[]): object {
  const named = ProtocolSchema.extend({
    checks: z.partialRecord(z.enum(checks), z.enum(CHECK_SEVERITIES)).optional(),
  });
  return z.toJSONSchema(named, { io: "input", target: "draft-7" });
}
