import { breakdownNamed } from "../breakdowns.ts";
import { type Counted, MEASURES } from "../measures.ts";
import type { ReviewData } from "../review-data.ts";
import { numbersIn } from "./numbers.ts";
import { lineAt, type Paper } from "./paper.ts";
import { type Statement, statementOf } from "./statements.ts";

/** A number of a paper compared with the flow. */
export interface PaperNumber {
  readonly file: string;
  readonly line: number;
  readonly unit: Paper["unit"];
  /** The words around it, or the name of a macro. */
  readonly text: string;
  readonly claimed: number;
  /** `unclear`: the sentence may count something else, so a difference is no error. */
  readonly verdict: "agrees" | "differs" | "unclear";
  /** The measure of the flow, in words. */
  readonly means: string;
  readonly n: number;
}

/**
 * Compares the numbers of a paper with the flow: those in sentences, and the macros of `slr
 * prisma`.
 */
export function verifyPaper(
  paper: Paper,
  data: ReviewData,
  macros: Readonly<Record<string, number>>,
): readonly PaperNumber[] {
  const names = {
    // Longer names are tried first, because they may contain shorter ones.
    sources: [...new Set(data.entries.map(({ source }) => source))].sort(
      (a, b) => b.length - a.length || (a < b ? -1 : 1),
    ),
    reasons: data.criteria.map(({ id }) => id),
  };
  const { unit, file } = paper;
  const inMacros = paper.macros.flatMap(({ name, n, file: at, line }): PaperNumber[] => {
    if (!Object.hasOwn(macros, name)) return [];
    const now = macros[name]!;
    const verdict = now === n ? "agrees" : "differs";
    const text = `\\${name}`;
    return [{ file: at, line, unit, text, claimed: n, verdict, means: text, n: now }];
  });
  const inSentences = paper.passages.flatMap((passage) =>
    sentencesOf(passage.text).flatMap(([from, sentence]) =>
      statementsIn(sentence, names).map((statement): PaperNumber => {
        const compared = compare(statement, data);
        return {
          file,
          line: lineAt(passage, from + statement.start),
          unit,
          text: aroundNumber(sentence, statement),
          claimed: statement.n,
          ...compared,
        };
      }),
    ),
  );
  return [...inMacros, ...inSentences];
}

function statementsIn(
  sentence: string,
  names: Parameters<typeof statementOf>[2],
): readonly Statement[] {
  return numbersIn(sentence).flatMap((number) => statementOf(number, sentence, names) ?? []);
}

function compare(
  { n: claimed, meanings, item, isSure }: Statement,
  data: ReviewData,
): Pick<PaperNumber, "verdict" | "means" | "n"> {
  const counted = meanings.flatMap((name) => countOf(name, item, data));
  const agreeing = counted.find(({ n }) => n === claimed);
  if (agreeing !== undefined) return { verdict: "agrees", means: agreeing.means, n: agreeing.n };
  const [first] = counted;
  return {
    verdict: isSure && first !== undefined ? "differs" : "unclear",
    means: first?.means ?? "",
    n: first?.n ?? 0,
  };
}

function countOf(
  name: string,
  item: string | undefined,
  data: ReviewData,
): (Pick<Counted, "n"> & { readonly means: string })[] {
  if (item === undefined) {
    const measure = MEASURES.find((one) => one.name === name);
    return measure === undefined ? [] : [{ n: measure.count(data).n, means: measure.means }];
  }
  const breakdown = breakdownNamed(name);
  const part = breakdown?.parts(data).find((one) => breakdown.isCalled(one, item, data));
  return breakdown === undefined ? [] : [{ n: part?.n ?? 0, means: breakdown.means(item) }];
}

/**
 * Splits at a full stop, a blank and a capital letter in a row. A row of a table is one sentence.
 */
export function sentencesOf(text: string): readonly (readonly [from: number, sentence: string])[] {
  const sentences: (readonly [number, string])[] = [];
  let from = 0;
  for (const { index, 0: end } of text.matchAll(/[.!?][)"”’]?\s+(?=["“(]?\p{Lu})/gu)) {
    if (
      /(?:\bet al|\bvs|\bcf|\be\.g|\bi\.e|\bFig|\bFigs|\bTab|\bSec|\bEq|\bNo|\bapprox|\b\p{Lu})$/u.test(
        text.slice(Math.max(0, index - 8), index),
      )
    )
      continue;
    sentences.push([from, text.slice(from, index + 1)]);
    from = index + end.length;
  }
  sentences.push([from, text.slice(from)]);
  return sentences.filter(([, sentence]: readonly [number, string]) => sentence.trim() !== "");
}

/** A number with the words beside it: `983 records were identified from`. */
function aroundNumber(sentence: string, { start, end }: Statement): string {
  const from = Math.max(0, start - 50);
  const to = Math.min(sentence.length, end + 50);
  // Words that the cut would break at either end are left out.
  const [head, tail] = [sentence.slice(from, start), sentence.slice(end, to)];
  const before = from === 0 ? head : head.slice(head.search(/\s|$/));
  const last = Math.max(tail.lastIndexOf(" "), tail.lastIndexOf("\n"));
  const after = to === sentence.length || last < 0 ? tail : tail.slice(0, last);
  return `${before}${sentence.slice(start, end)}${after}`.replace(/\s+/g, " ").trim();
}
