import { fold } from "../../core/records/normalize.ts";

/** Months as spreadsheets shorten them in the languages of their users, without accents and full stops. */
const MONTHS =
  "jan|januar|janv|gen|ene|sty|feb|febr|fevr|fev|lut|mar|mars|mrz|marz|mrt|apr|avr|abr|kwi|may|mai|maj|mei|mag|jun|juin|juni|giu|cze|jul|juil|juli|lug|lip|aug|aout|ago|sie|sep|sept|set|wrz|oct|okt|ott|out|paz|nov|lis|dec|dez|dic|des|gru";

const DATES: readonly RegExp[] = [
  // `12-Jan`, `02. Mrz`, `5 oct.`, `12-Jan-20`
  new RegExp(`^\\d{1,2}[. /-]{1,2}(?:${MONTHS})\\.?(?:[. /-]{1,2}(?:\\d{2}|\\d{4}))?$`),
  // `Mar-12`, `Apr 05`
  new RegExp(`^(?:${MONTHS})\\.?[ /-]\\d{2}$`),
  // A cell of a workbook, and what pandas writes of it.
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/,
  // `12.01.2020`, `1/12/2020`
  /^\d{1,2}([./])\d{1,2}\1\d{4}(?: 0?0:00(?::00)?)?$/,
  /^\d{1,2}月\d{1,2}日$/,
];

/** `1 January`: how databases call issues of a day. Spreadsheets of no language write a blank between these. */
const NAMED_ISSUE =
  /^\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

/**
 * Whether a volume, an issue or pages are a date that a spreadsheet made of them: Excel turns `2-3`
 * into `02. Mrz`, `2. Mar` or `Feb 03`, as its language has it. Names of months in full, as magazines
 * have them for issues, are none, and neither are pairs of months such as `Mar-Apr`.
 */
export function madeDate(cell: string): boolean {
  if (cell.length > 30 || !/\d/.test(cell)) return false;
  const text = fold(cell).trim();
  return !NAMED_ISSUE.test(text) && DATES.some((pattern) => pattern.test(text));
}
