import {
  caretUnder,
  type DIALECTS,
  type ParsedQuery,
  parseQuery,
  translate,
} from "../../../core/criteria/index.ts";
import { changedOutcomes } from "../../../core/overviews/criteria/changes.ts";
import { coverageOf } from "../../../core/overviews/criteria/coverage.ts";
import { testExamples } from "../../../core/overviews/criteria/examples.ts";
import type { Criterion, CriterionStage } from "../../../core/protocol/protocol.ts";
import type { RecordKey } from "../../../core/records/model.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { type ScreenedReview, screenWithoutRating } from "../../../core/review/review.ts";
import { changesJson, criteriaJson } from "../../../outputs/overviews/criteria/criteria-json.ts";
import {
  type CriteriaOverview,
  changesText,
  coverageLines,
  criteriaText,
} from "../../../outputs/overviews/criteria/criteria-text.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notTogether } from "../../usage/option.ts";
import { protocolOf } from "./against.ts";

export interface CriteriaOptions {
  readonly try?: string;
  readonly as: "exclude" | "include";
  readonly stage: CriterionStage;
  readonly from?: (typeof DIALECTS)[number];
  readonly against?: string;
  readonly format: CriteriaFormat;
}

type CriteriaFormat = "text" | "json";

export const CRITERIA_FORMATS: Readonly<Record<CriteriaFormat, CriteriaFormat>> = {
  text: "text",
  json: "json",
};

/** `slr criteria`: what the criteria of the review do, what another query or other criteria would do. */
export async function criteria(options: CriteriaOptions, io: Io): Promise<ExitCode> {
  if (options.try !== undefined && options.against !== undefined)
    throw notTogether("--try", "--against");
  if (options.from !== undefined && options.try === undefined)
    throw new UserError("--from says the language of the query of --try; give one.");
  const opened = await openReview(io, []);
  if (!opened.hasProtocol)
    throw new UserError("There is no slr.yaml here, so there are no criteria.", {
      hint: "Start a review with slr init.",
    });
  if (options.against !== undefined) return compare(options.against, opened, options, io);
  if (options.try !== undefined) return tryQuery(options.try, opened, options, io);

  const { criteria: all } = opened.input.protocol;
  const review = await screenWithoutRating(opened.input);
  const examples = await testExamples(review, all);
  if (all.length === 0)
    io.notify("slr.yaml has no criteria. Write them under `criteria`, each with an id and a text.");
  const overview: CriteriaOverview = {
    criteria: all,
    coverage: coverageOf(review, opened.input.protocol),
    examples,
    titleOf: titlesOf(review),
  };
  const text = options.format === "json" ? criteriaJson(overview) : criteriaText(overview);
  if (text !== "") io.print(text);
  return examples.every(({ isAsExpected }) => isAsExpected) ? EXIT.ok : EXIT.foundProblems;
}

type Opened = Awaited<ReturnType<typeof openReview>>;

function titlesOf({ results }: ScreenedReview): (record: RecordKey) => string {
  const titles = new Map(results.records.map(({ key, summary }) => [key, summary.title]));
  return (record) => titles.get(record) ?? "";
}

/** Screens the same review under the criteria of another slr.yaml, and lists what moves. */
async function compare(
  against: string,
  { input }: Opened,
  { format }: CriteriaOptions,
  io: Io,
): Promise<ExitCode> {
  const other = await protocolOf(against, io);
  const { criteria, screening, reasonHierarchy } = other;
  const before = await screenWithoutRating({
    ...input,
    protocol: { ...input.protocol, criteria, screening, reasonHierarchy },
  });
  const after = await screenWithoutRating(input);
  const changes = changedOutcomes(before.results, after.results);
  io.print(format === "json" ? changesJson(changes, against) : changesText(changes, against));
  return changes.some(({ isIncluded }) => isIncluded) ? EXIT.foundProblems : EXIT.ok;
}

/** So many records show what a query finds. */
const SAMPLE = 10;
/** No criterion of slr.yaml has this id: it holds a comma. */
const TRIED = "tried,";

/** Judges a query as if it were the last criterion of the protocol. */
async function tryQuery(
  text: string,
  { input }: Opened,
  { as: effect, stage, from, format }: CriteriaOptions,
  io: Io,
): Promise<ExitCode> {
  const { protocol } = input;
  const parsed = readTried(text, from, new Map(Object.entries(protocol.terms)));
  if (!parsed.ok) {
    const { message, hint } = parsed.error;
    throw new UserError(
      `${message}\n${caretUnder(text, parsed.error)}`,
      hint === undefined ? {} : { hint },
    );
  }
  const tried: Criterion = { id: TRIED, text, stage, effect, query: parsed.query };
  const criteria = [...protocol.criteria, tried];
  const extended = { ...protocol, criteria };
  const review = await screenWithoutRating({ ...input, protocol: extended });
  const [covered] = coverageOf(review, extended).criteria.filter(({ id }) => id === TRIED);
  if (covered === undefined) return EXIT.ok;
  const titleOf = titlesOf(review);
  const wordsOf = new Map(
    review.results.judgements.flatMap(({ criterion, record, words }) =>
      criterion === TRIED ? [[record, words] as const] : [],
    ),
  );
  // Every n-th of the records in the order of their keys, so that the sample does not favour one export.
  const sorted = [...covered.excluded].sort();
  const step = Math.max(1, sorted.length / SAMPLE);
  const sample = Array.from(
    { length: Math.min(SAMPLE, sorted.length) },
    (_, n) => sorted[Math.floor(n * step)]!,
  );
  if (format === "json") {
    const shown = sample.map((record) => ({
      record,
      title: titleOf(record),
      words: wordsOf.get(record) ?? [],
    }));
    const { judged, excluded, unknown, alone, people } = covered;
    io.print(
      JSON.stringify(
        {
          query: parsed.query.text,
          effect,
          stage,
          judged,
          excluded: excluded.length,
          unknown,
          alone,
          people,
          sample: shown,
        },
        undefined,
        2,
      ),
    );
    return EXIT.ok;
  }
  for (const { message } of parsed.query.warnings) io.notify(`warning: ${message}`);
  const lines = coverageLines(covered, { titleOf });
  const heading =
    covered.excluded.length === 0
      ? []
      : [`${formatCount(sample.length)} of the ${plural(covered.excluded.length, "record")}:`];
  const shown = sample.map((record) => {
    const words = effect === "exclude" ? (wordsOf.get(record) ?? []) : [];
    const found =
      words.length === 0
        ? ""
        : `  (${words
            .slice(0, 5)
            .map((word) => `"${plainText(word)}"`)
            .join(", ")})`;
    return `  ${record}  ${plainText(titleOf(record))}${found}`;
  });
  io.print([...lines, ...heading, ...shown].join("\n"));
  return EXIT.ok;
}

function readTried(
  text: string,
  from: CriteriaOptions["from"],
  terms: ReadonlyMap<string, string>,
): ParsedQuery {
  if (from === undefined) return parseQuery(text, terms);
  const translation = translate(text, from);
  return translation.ok ? parseQuery(translation.query) : translation;
}
