import type { AutomationUse } from "../../../protocol/automation-use.ts";
import { STAGES } from "../../../records/model.ts";
import { formatCount, plural } from "../../../records/text/plural.ts";
import { resultAt } from "../../../screening/results.ts";
import { reviewAgreement } from "../../agreement/review-agreement.ts";
import { reasonCounts } from "../../exclusions.ts";
import { listedEntries } from "../../listed-entries.ts";
import { programsOf } from "../../programs.ts";
import { countedBefore } from "../../selection.ts";
import { type DescribedMethods, type MethodsPart, paragraphOf, stated } from "../methods-part.ts";
import { type Block, capital, listed, type Piece, type Sentence, say } from "../sentence.ts";

const WHERE = { "title-abstract": "title/abstract", "full-text": "full text" } as const;

/** Which programs took part, in what role, and how they were validated. */
export const automationPart: MethodsPart = {
  heading: "Automation",
  says: "what criteria as queries excluded without a reviewer; of each program its tool, model, version, role, settings, dates, validation and oversight from automation/, how many records it decided and how many alone, and how it agreed with reviewers",
  items: "PRISMA 2020 item 8 (automation tools); RAISE",
  leaves:
    "each of these facts that automation/<name>.yaml does not say; use of the rating; other tools",
  write(methods) {
    const programs = programsOf(methods.review, methods.automation);
    return [
      ...paragraphOf(ruleSentences(methods)),
      ...programs.flatMap((name): Block[] => paragraphOf(programSentences(name, methods))),
      ...paragraphOf([...ratingSentences(methods), stated(methods, "other-automation")]),
    ];
  },
};

function ruleSentences({ review, protocol, version }: DescribedMethods): Sentence[] {
  const rules = protocol.criteria.filter(({ query }) => query !== undefined);
  if (rules.length === 0) return [];
  const counts = reasonCounts(listedEntries(review), protocol);
  const excluded = (stage: string) =>
    counts.filter((one) => one.stage === stage).reduce((sum, { byRules }) => sum + byRules, 0);
  const parts = [
    [excluded("before-screening"), "before screening"],
    [excluded("title-abstract"), "at title/abstract"],
    [excluded("full-text"), "at full text"],
  ] as const;
  const some = parts.filter(([n]) => n > 0).map(([n, when]) => `${formatCount(n)} ${when}`);
  const are = rules.length === 1 ? "criterion" : "criteria";
  return [
    say`slr ${version} evaluated the ${are} ${listed(rules.map(({ id }) => id))} as ${rules.length === 1 ? "a query" : "queries"} on the fields of each record; what a record lacks excludes nothing.`,
    some.length === 0
      ? say`They excluded no record without a reviewer.`
      : say`Without a reviewer, they excluded ${listed(some)}.`,
  ];
}

/** The facts about a program, and how a gap calls them. */
const FACTS: readonly (readonly [keyof AutomationUse, string])[] = [
  ["role", "role"],
  ["settings", "settings"],
  ["dates", "dates of use"],
  ["validation", "validation"],
  ["oversight", "human oversight"],
];

function programSentences(name: string, methods: DescribedMethods): Sentence[] {
  const use = methods.automation.get(name) ?? {};
  const fact = (key: keyof AutomationUse, what: string): Piece =>
    use[key] ?? { gap: `${what} of ${name}`, where: `\`${key}\` in automation/${name}.yaml` };
  return [
    say`The program ${name} was ${fact("tool", "tool")} (model: ${fact("model", "model")}; version: ${fact("version", "version")}).`,
    ...FACTS.map(([key, what]): Sentence => {
      const piece = fact(key, what);
      return typeof piece === "string"
        ? say`${capital(what)}: ${piece.replace(/\.$/, "")}.`
        : say`${capital(what)}: ${piece}.`;
    }),
    use.prompt === undefined
      ? say`Prompt: ${fact("prompt", "prompt (or “none”)")}.`
      : say`Its prompt is given below.`,
    ...voteSentences(name, methods),
    ...comparedSentences(name, methods),
  ];
}

/** What the program decided, and what nobody else did. */
function voteSentences(name: string, { review }: DescribedMethods): Sentence[] {
  const before = countedBefore(review);
  return STAGES.flatMap((stage): Sentence[] => {
    const all = review.results.records.flatMap((record) => {
      const result = resultAt(record, stage);
      const { votes, resolution } = review.ballot(record.key, stage);
      const given = resolution === undefined ? votes : [...votes, resolution];
      return result !== undefined &&
        !before.has(record.key) &&
        votes.some(({ reviewer }) => reviewer === name)
        ? [{ outcome: result.outcome, alone: given.every(({ kind }) => kind === "automation") }]
        : [];
    });
    if (all.length === 0) return [];
    const alone = all.filter((one) => one.alone);
    const excluded = alone.filter(({ outcome }) => outcome === "exclude").length;
    const unit = stage === "full-text" ? "report" : "record";
    return [
      alone.length === 0
        ? say`At ${WHERE[stage]} it voted on ${plural(all.length, unit)}, on each of them beside a reviewer.`
        : say`At ${WHERE[stage]} it voted on ${plural(all.length, unit)}, on ${alone.length} of them without a reviewer; ${excluded} of these ${excluded === 1 ? "was" : "were"} excluded.`,
    ];
  });
}

/** How the program agreed with reviewers on records that both decided. */
function comparedSentences(name: string, { review }: DescribedMethods): Sentence[] {
  return reviewAgreement(review).flatMap(({ stage, pairs, reviewers }) => {
    const kinds = new Map(reviewers.map(({ reviewer, kind }) => [reviewer, kind]));
    return pairs.flatMap(({ first, second, records, figures: [shown] }): Sentence[] => {
      if (first !== name && second !== name) return [];
      const other = first === name ? second : first;
      if (kinds.get(other) !== "person" || shown?.observed === undefined) return [];
      return [
        say`At ${WHERE[stage]} it agreed with ${other} on ${(100 * shown.observed).toFixed(1)} % of ${plural(records, stage === "full-text" ? "report" : "record")} that both decided.`,
      ];
    });
  });
}

/** Whoever screened in slr may have followed the order of its rating; the data do not say it. */
function ratingSentences(methods: DescribedMethods): Sentence[] {
  const { decisions, decisionTables = [] } = methods.review.found.input;
  const tables = new Set(decisionTables.map(({ table }) => table.file));
  const own = decisions.some(
    ({ stage, place }) => stage === "title-abstract" && !tables.has(place.file),
  );
  return own || methods.protocol.statements["reading-order"] !== undefined
    ? [stated(methods, "reading-order")]
    : [];
}
