import { fold } from "../../records/normalize.ts";

/** The pages of a report as they are compared. */
export interface PageForms {
  /** The first page, or the article number, without letters and leading zeros. */
  readonly first?: string;
  readonly last?: string;
  /** Pages of a supplement: `S417`. */
  readonly supplement: boolean;
  /**
   * The number of an article that is published online, as the BMJ writes it: `a1754`. What begins with
   * an e may also be an abstract beside the printed pages.
   */
  readonly article?: true;
}

const NONE: PageForms = { supplement: false };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `8-Jan` or `Jan-08`, which a spreadsheet made of the pages 1-8. */
const DATE = /^(?:(\d{1,2})-([a-z]{3})|([a-z]{3})-(\d{1,2}))$/;

/** The pages of an entry: `123-9` ends at 129, `S417-29` is in a supplement, `01-Aug` was 1-8. */
export function pageForms(pages: string | undefined): PageForms {
  if (pages === undefined) return NONE;
  const text = fold(pages)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^(?:pp?\.?|pages?|s\.)\s*(?=\d)/, "")
    .trim();
  const date = DATE.exec(text);
  const month = MONTHS.indexOf(date?.[2] ?? date?.[3] ?? "") + 1;
  if (date !== null && month > 0) {
    const [first, last] =
      date[1] === undefined ? upwards(month, Number(date[4])) : rangeOfDay(Number(date[1]), month);
    return { first: String(first), last: String(last), supplement: false };
  }
  if (/^suppl?\b|no pag|n\.?\s?pag|unpag|not available|no-specified/.test(text)) return NONE;
  // `t-20` is what a broken export left of `314-20`.
  if (/^[a-df-z]-\d/.test(text)) return NONE;
  const ranges = text.split(/[,;&]/).flatMap((part) => rangeOf(part) ?? []);
  // Databases begin a list of ranges, `230-5, 246-51`, with different ones of them.
  return ranges.sort((a, b) => Number(a.first) - Number(b.first))[0] ?? NONE;
}

/** `01-Aug` was 1-8, `23-Jul` 23-7 and so 23-27, and `8-Jan`, where the month comes first, 1-8. */
function rangeOfDay(day: number, month: number): readonly [first: number, last: number] {
  const last = day - (day % 10) + month;
  return day >= 10 && month < 10 && last > day ? [day, last] : upwards(day, month);
}

function upwards(a: number, b: number): readonly [first: number, last: number] {
  return [Math.min(a, b), Math.max(a, b)];
}

function rangeOf(text: string): PageForms | undefined {
  const from = /([a-z]{0,4})\.? ?-? ?0*(\d+)/.exec(text.replace(/\s+/g, " "));
  if (from === null) return undefined;
  const first = from[2]!;
  let last = /^\w*\s*-\s*[a-z]*0*(\d+)/.exec(text.slice(from.index + from[0].length))?.[1];
  if (last !== undefined && last.length < first.length) {
    last = first.slice(0, first.length - last.length) + last;
  }
  const article = last === undefined && /^[a-df-oqr]$/.test(from[1]!);
  return {
    first,
    ...(last !== undefined && { last }),
    supplement: from[1] === "s",
    ...(article && { article }),
  };
}

/**
 * The number of a volume: `12` of `Vol. 12 (Suppl 1)`; letters where there is no number. What stands
 * there for want of a volume, a month or the year, is none.
 */
export function volumeNumber(
  volume: string | undefined,
  year: number | undefined,
): string | undefined {
  if (volume === undefined || /^\s*\d+\)\s*$/.test(volume) || /^\s*suppl?/i.test(volume)) {
    return undefined;
  }
  // `26 (9) (pp 1662-1663). Conference: 44th annual meeting`: what counts the meeting is no volume.
  const journal = volume.replace(/\bconference\b.*$/is, "");
  const number = numberOf(journal);
  if (number === undefined) return journal === volume ? lettersOf(volume) : undefined;
  return number === String(year) ? undefined : number;
}

/** The number of an issue, and whether it is a supplement. */
export function issueNumber(issue: string | undefined): {
  readonly number?: string;
  readonly supplement: boolean;
} {
  if (issue === undefined) return { supplement: false };
  const number = numberOf(issue);
  const supplement = /sup|abstr|meeting|conf|^\s*s\d/i.test(issue);
  return { ...(number !== undefined && { number }), supplement };
}

function numberOf(text: string): string | undefined {
  return /\d+/.exec(text)?.[0].replace(/^0+(?=\d)/, "");
}

function lettersOf(text: string): string | undefined {
  const letters = fold(text)
    .replace(/[^a-z]/g, "")
    .slice(0, 6);
  const none = letters === "" || letters === "na" || MONTHS.includes(letters.slice(0, 3));
  return none ? undefined : letters;
}
