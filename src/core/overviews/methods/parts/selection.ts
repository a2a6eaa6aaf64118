import type { Stage } from "../../../records/model.ts";
import { STAGES } from "../../../records/model.ts";
import { formatCount, plural } from "../../../records/text/plural.ts";
import { namelessReviewers, type StageSelection, stageSelection } from "../../selection.ts";
import { type DescribedMethods, type MethodsPart, paragraphOf, stated } from "../methods-part.ts";
import { inWords, listed, type Sentence, say, several } from "../sentence.ts";

/** So many reviewers are named in the text; more are counted. */
const NAMED = 6;

/** Who decided how many records in which way. */
export const selectionPart: MethodsPart = {
  heading: "Selection process",
  says: "at each stage how many records were decided by how many reviewers, programs and criteria, who they were, how conflicts were settled, and what is open; retrieval of full texts",
  items: "PRISMA 2020 item 8",
  leaves:
    "whether reviewers worked independently; how disagreements were resolved; who decided in tables that name no reviewer; which reviewers of such tables are people",
  write(methods) {
    const selections = STAGES.map((stage) => stageSelection(methods.review, stage));
    const [first, second] = selections as [StageSelection, StageSelection];
    const byReviewers = selections.some(({ ways }) =>
      ways.some(({ people, programs }) => people + programs > 1),
    );
    const voted = selections.some(({ reviewers }) => reviewers.length > 0);
    return paragraphOf([
      ...stageSentences(first, methods),
      ...retrievalSentences(methods),
      ...stageSentences(second, methods),
      ...(voted ? reviewerSentences(selections, methods) : []),
      ...(byReviewers
        ? [stated(methods, "independence"), ...disagreements(selections, methods)]
        : []),
    ]);
  },
};

const WHERE = { "title-abstract": "title/abstract", "full-text": "full text" } as const;
const UNIT = { "title-abstract": "record", "full-text": "report" } as const;

function stageSentences(selection: StageSelection, methods: DescribedMethods): Sentence[] {
  const { stage, records, ways, open, unread, conflicts } = selection;
  if (records === 0) return [];
  const unit = UNIT[stage];
  const done = stage === "full-text" ? "assessed" : "screened";
  const was = `${records === 1 ? "was" : "were"} ${done}`;
  // What nobody has decided yet has reached the stage, as the flow counts it, and no more.
  const verb = open === 0 ? was : `reached ${stage === "full-text" ? "assessment" : "screening"}`;
  const parts = ways.map(
    ({ records: n, ...way }, at) =>
      `${formatCount(n)} ${open > 0 && at === 0 ? `${done} ` : ""}${wayText(way)}`,
  );
  return [
    say`At ${WHERE[stage]}, ${plural(records, unit)} ${verb}${columns(selection, methods)}: ${parts.join("; ")}.`,
    ...(open === 0
      ? []
      : [say`${plural(open, unit)} ${open === 1 ? "has" : "have"} no outcome yet.`]),
    ...(unread === 0
      ? []
      : [
          say`${plural(unread, unit)} ${unread === 1 ? "was" : "were"} left unread by the stopping rule.`,
        ]),
    ...(conflicts.open === 0
      ? []
      : [
          say`${plural(conflicts.open, "conflict")} of votes ${conflicts.open === 1 ? "is" : "are"} not settled.`,
        ]),
  ];
}

/** Which of the records came in which column of the flow, if both have some. */
function columns({ stage, records }: StageSelection, { review }: DescribedMethods): string {
  const { flow } = review.results;
  const first = stage === "full-text" ? flow.dbr_assessed : flow.records_screened;
  if (first === records || flow.other_methods === "merged") return "";
  return ` (${formatCount(first)} from databases and registers, ${formatCount(records - first)} from other methods)`;
}

function wayText({
  people,
  programs,
  tables,
  rules,
}: Omit<StageSelection["ways"][number], "records">): string {
  const voters = [
    ...(people > 0 ? [several(people, "reviewer")] : []),
    ...(programs > 0 ? [several(programs, "program")] : []),
  ];
  const votes = [
    ...(voters.length > 0 ? [`by ${voters.join(" and ")}`] : []),
    ...(tables > 0 ? ["in a table that names no reviewer"] : []),
  ].join(" and ");
  if (votes === "")
    return rules ? "by criteria that slr evaluates, without a reviewer" : "by nobody yet";
  return rules ? `${votes}, and by criteria that slr evaluates` : votes;
}

function retrievalSentences({ review }: DescribedMethods): Sentence[] {
  const { flow } = review.results;
  const sought = flow.dbr_sought_reports + flow.other_sought_reports;
  const missing = flow.dbr_notretrieved_reports + flow.other_notretrieved_reports;
  const waiting = flow.pending.retrieval + flow.other_pending.retrieval;
  if (sought === 0) return [];
  return [
    say`The full texts of ${plural(sought, "report")} were sought; ${missing} ${missing === 1 ? "was" : "were"} not retrieved${waiting === 0 ? "" : `, and ${formatCount(waiting)} ${waiting === 1 ? "is" : "are"} still sought`}.`,
  ];
}

function reviewerSentences(
  selections: readonly StageSelection[],
  methods: DescribedMethods,
): Sentence[] {
  const { protocol, review } = methods;
  const { decisions, decisionTables = [] } = review.found.input;
  const kinds = new Map(
    selections.flatMap(({ reviewers }) => reviewers.map(({ reviewer, kind }) => [reviewer, kind])),
  );
  const nameless = namelessReviewers(review);
  const tables = new Set(decisionTables.map(({ table }) => table.file));
  const inOwnFiles = new Set(
    decisions.flatMap(({ reviewer, place }) => (tables.has(place.file) ? [] : [reviewer])),
  );
  const hasNameless = [...kinds.keys()].some((name) => nameless.has(name));
  const people = [...kinds].flatMap(([name, kind]) =>
    kind === "person" && !nameless.has(name) ? [name] : [],
  );
  const unlisted = people.filter((name) => !protocol.reviewers.has(name) && !inOwnFiles.has(name));
  const shared = perStage(selections, people);
  return [
    ...(people.length === 0
      ? []
      : people.length > NAMED
        ? [say`${people.length} names stand for reviewers${shared}.`]
        : [
            say`${people.length === 1 ? "The reviewer was" : "The reviewers were"} ${listed(people)}${shared}.`,
          ]),
    ...(hasNameless ? [stated(methods, "reviewers")] : []),
    ...(unlisted.length > 0 ? [stated(methods, "people")] : []),
  ];
}

/** Which reviewers decided at which stage, if they are not the same at both. */
function perStage(selections: readonly StageSelection[], people: readonly string[]): string {
  const at = selections.map(({ stage, reviewers }): [Stage, number] => [
    stage,
    reviewers.filter(({ reviewer }) => people.includes(reviewer)).length,
  ]);
  const some = at.filter(([, n]) => n > 0);
  if (some.every(([, n]) => n === people.length)) return "";
  return ` (${some.map(([stage, n]) => `${inWords(n)} at ${WHERE[stage]}`).join(", ")})`;
}

function disagreements(
  selections: readonly StageSelection[],
  methods: DescribedMethods,
): Sentence[] {
  const { adjudicators, statements } = methods.protocol;
  const settled = selections.flatMap(({ stage, conflicts }) =>
    conflicts.settled === 0
      ? []
      : [
          say`At ${WHERE[stage]}, ${plural(conflicts.settled, "conflict")} of votes ${conflicts.settled === 1 ? "was" : "were"} settled by a later decision of ${listed(conflicts.settledBy)}.`,
        ],
  );
  return [
    ...(adjudicators.length === 0 ? [] : [say`Conflicts are settled by ${listed(adjudicators)}.`]),
    ...settled,
    ...(statements.disagreements !== undefined ||
    (adjudicators.length === 0 && settled.length === 0)
      ? [stated(methods, "disagreements")]
      : []),
  ];
}
