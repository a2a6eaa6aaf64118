import type { ClaimedCount, ClaimedEntry } from "../../../core/claims/claim.ts";
import type { Explanation } from "../../../core/claims/differences.ts";
import type { ListMatch } from "../../../core/claims/match-list.ts";
import type { DataEntry } from "../../../core/claims/review-data.ts";
import type { Verification } from "../../../core/claims/verification.ts";
import type { VerifiedCount } from "../../../core/claims/verify-counts.ts";
import type { FoundElsewhere, VerifiedList } from "../../../core/claims/verify-list.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { hanging } from "../../text/hanging.ts";

export interface VerificationOptions {
  readonly width: number;
  /** How many records of a group are listed; the others are counted. */
  readonly shown: number;
  /** Marks the verdict at the beginning of a line. */
  mark(verdict: VerifiedCount["verdict"], text: string): string;
}

const LABEL = { agrees: "agrees ", differs: "DIFFERS", unknown: "unknown" } as const;
const REMARK = "remark ";

/** Each claim on a line, with the records behind a difference below it; then what else the data say. */
export function verificationText(
  { counts, lists, contradictions, remarks }: Verification,
  options: VerificationOptions,
): string {
  const { width, mark } = options;
  return [
    ...counts.flatMap((count) => countLines(count, options)),
    ...lists.flatMap((list) => listLines(list, options)),
    ...contradictions.flatMap((words) =>
      marked("differs", `the claims contradict each other: ${words}`, options),
    ),
    ...remarks.flatMap(({ words, entries }) => [
      ...hanging(`${REMARK}  `, `${words}:`, width),
      ...entryLines(entries, "-", options),
    ]),
    summary(
      [...counts, ...lists].map(({ verdict }) => verdict),
      mark,
    ),
  ].join("\n");
}

function summary(
  verdicts: readonly VerifiedCount["verdict"][],
  mark: VerificationOptions["mark"],
): string {
  const of = (verdict: VerifiedCount["verdict"]) =>
    verdicts.filter((one) => one === verdict).length;
  const [differ, unknown] = [of("differs"), of("unknown")];
  const rest = [
    ...(differ > 0 ? [`${differ} ${differ === 1 ? "differs" : "differ"}`] : []),
    ...(unknown > 0 ? [`${unknown} cannot be compared`] : []),
  ];
  const text =
    rest.length === 0
      ? verdicts.length === 1
        ? "The claim agrees with the data."
        : `All ${plural(verdicts.length, "claim")} agree with the data.`
      : `${of("agrees")} of ${plural(verdicts.length, "claim")} agree with the data; ${rest.join(", ")}.`;
  return mark(rest.length === 0 ? "agrees" : "differs", text);
}

function marked(
  verdict: VerifiedCount["verdict"],
  text: string,
  { width, mark }: VerificationOptions,
): string[] {
  const [first = "", ...rest] = hanging(`${LABEL[verdict]}  `, text, width);
  return [mark(verdict, LABEL[verdict]) + first.slice(LABEL[verdict].length), ...rest];
}

export function claimText({ name, item, place }: ClaimedCount): string {
  const what = item === undefined ? name : `${name}.${item}`;
  return place === undefined ? what : `${what} (${place.file}:${place.line})`;
}

function countLines(count: VerifiedCount, options: VerificationOptions): string[] {
  const { claim, verdict, means, n, explanations, sameNumber, hint } = count;
  const said = `${claimText(claim)}: `;
  if (verdict === "agrees")
    return marked(verdict, `${said}${formatCount(claim.n)} ${means}`, options);
  const same =
    sameNumber.length === 0
      ? ""
      : ` The data have ${formatCount(claim.n)} ${sameNumber.join(", and ")}.`;
  if (count.isMissing) {
    const { item: _, ...whole } = claim;
    return marked(
      verdict,
      `${claimText(whole)} leaves out ${formatCount(n ?? 0)} ${means}`,
      options,
    );
  }
  if (n === undefined) {
    const text = `${said}${formatCount(claim.n)}. slr counts nothing of this name; ${hint}.${same}`;
    return marked(verdict, text.replace("?.", "?"), options);
  }
  const by = plural(Math.abs(claim.n - n), "record").replace(/ records?$/, "");
  const side = claim.n > n ? "more" : "fewer";
  return [
    ...marked(
      verdict,
      `${said}${formatCount(claim.n)} claimed, ${by} ${side} than the ${formatCount(n)} ${means}.${same}`,
      options,
    ),
    ...explanations.flatMap((explanation) => explanationLines(explanation, options)),
  ];
}

function explanationLines(
  { words, more, fewer }: Explanation,
  options: VerificationOptions,
): string[] {
  return [
    ...hanging(INDENT, `These would make up the difference: ${words}`, options.width),
    ...entryLines(more, "+", options),
    ...entryLines(fewer, "-", options),
  ];
}

const INDENT = " ".repeat(9);

/** Each record with its box and its place, the first ones of many. */
function entryLines(
  entries: readonly DataEntry[],
  sign: string,
  options: VerificationOptions,
): string[] {
  return someLines(entries, (entry) => [`${sign} `, entryText(entry)], options);
}

function someLines<Item>(
  items: readonly Item[],
  textsOf: (item: Item) => readonly string[],
  { width, shown }: VerificationOptions,
): string[] {
  const lines = items.slice(0, shown).flatMap((item) => {
    const [sign = "", ...texts] = textsOf(item);
    const blank = " ".repeat(sign.length);
    return texts.flatMap((text, at) => hanging(`${INDENT}${at === 0 ? sign : blank}`, text, width));
  });
  const more = items.length - shown;
  return more > 0
    ? [...lines, `${INDENT}… and ${formatCount(more)} more (--all lists them)`]
    : lines;
}

function nameOfEntry({ record, entry }: DataEntry): string {
  return record || entry;
}

function entryText(entry: DataEntry): string {
  return `${nameOfEntry(entry)}  ${entry.title || "(no title)"}: ${boxText(entry)}`;
}

function boxText({ box, reason, by, file, line }: DataEntry): string {
  const why = [...(reason === "" ? [] : [reason]), ...(by === "" ? [] : [`by ${by}`])].join(", ");
  return `${box}${why === "" ? "" : ` (${why})`}, ${file}:${line}`;
}

function listLines(verified: VerifiedList, options: VerificationOptions): string[] {
  const { list, verdict, means, n, isInstead } = verified;
  const { agreeing, elsewhere, repeated, ambiguous, notFound, missing } = verified;
  const said = `${list.name}=${list.file}: `;
  const claimed = plural(list.entries.length, "entry");
  if (verdict === "agrees")
    return marked(verdict, `${said}${claimed}, the ${formatCount(n)} ${means}`, options);
  const copy = isInstead === undefined ? "" : ` The list holds exactly the ${isInstead}.`;
  return [
    ...marked(
      verdict,
      `${said}${claimed}; the data have ${formatCount(n)} ${means}, ${formatCount(agreeing.length)} of them in the list.${copy}`,
      options,
    ),
    ...part("in the list, elsewhere in the data", elsewhere, foundTexts, options),
    ...part("in the list once more", repeated, foundTexts, options),
    ...part("in the list, and it is unclear which record is meant", ambiguous, matchTexts, options),
    ...part("in the list, and no record of the data", notFound, matchTexts, options),
    ...part("in the data, and not in the list", missing, (entry) => [entryText(entry)], options),
  ];
}

function part<Item>(
  words: string,
  items: readonly Item[],
  textsOf: (item: Item) => readonly string[],
  options: VerificationOptions,
): string[] {
  if (items.length === 0) return [];
  return [
    ...hanging(INDENT, `${formatCount(items.length)} ${words}:`, options.width),
    ...someLines(items, (item) => ["- ", ...textsOf(item)], options),
  ];
}

function foundTexts({ match: { claimed, note }, entry }: FoundElsewhere): readonly string[] {
  return [
    claimedText(claimed),
    `${nameOfEntry(entry)}  ${boxText(entry)}${note === undefined ? "" : `; ${note}`}`,
  ];
}

function matchTexts({ claimed, why }: Exclude<ListMatch, { kind: "matched" }>): readonly string[] {
  return [claimedText(claimed), why];
}

function claimedText({ place: { file, line }, title }: ClaimedEntry): string {
  return `${title || "(no title)"}, ${file}:${line}`;
}
