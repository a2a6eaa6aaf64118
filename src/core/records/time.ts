import type { Problem } from "./problem.ts";
import { withoutRepeats } from "./repeats.ts";

/**
 * Times that people and programs write beside their decisions. Each is parsed once, when its file
 * is read, because spreadsheets rewrite ISO 8601 in the form of the country, and such texts do not
 * sort by time.
 */

/** From its first millisecond since 1970 (UTC) to the first one after it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When something was decided, as precisely as it was written. */
export interface Time {
  /** The text as written; may be empty. */
  readonly written: string;
  /**
   * The possible meanings: a day, a minute or a second. There are two if day and month may be
   * swapped, the day first; none if the text is empty or not a time.
   */
  readonly spans: readonly Span[];
  /** Whether it is a time of day without a zone, which is read as UTC. */
  readonly assumesUtc: boolean;
}

export const NO_TIME: Time = { written: "", spans: [], assumesUtc: false };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** No notation of a time is longer. */
const LONGEST = 80;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;

/** Beginnings of the names of months in the languages whose spreadsheets write them. */
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "ene", "gen"],
  ["feb", "fev"],
  ["mar", "mrz", "mrt"],
  ["apr", "avr", "abr"],
  ["may", "mai", "mag", "mei"],
  ["jun", "juin", "giu"],
  ["jul", "juil", "lug"],
  ["aug", "aou", "ago"],
  ["sep", "set"],
  ["oct", "okt", "ott", "out"],
  ["nov"],
  ["dec", "dez", "dic"],
];

/** 2024-06-28, 2024/6/28, 2024. 06. 28., 2024年6月28日. */
const YEAR_FIRST = /^(\d{4})(?:[-/年년]|\. ?) ?(\d{1,2})(?:[-/月월]|\. ?) ?(\d{1,2})(?:[.日일])?/;
/** 20240628; a time of day may follow. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[T ])/;
/** 28.06.2024, 6/28/24, 28-06-2024, 28. 6. 2024. */
const YEAR_LAST = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)\.?/;
/** 28 June 2024, 28-Jun-24, 28. Juni 2024, 28 de junio de 2024. */
const DAY_MONTH_NAME =
  /^(\d{1,2})(?:st|nd|rd|th|\.|er)?(?: |-)(?:de )?(\p{L}{3,12})\.?(?:, | |-)(?:de )?(\d{4}|\d{2})(?!\d)/iu;
/** June 28, 2024. */
const MONTH_NAME_DAY = /^(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/iu;
/** The year behind the time of day: Fri Jun 28 09:00:00 2024. */
const YEAR_AT_END = /^(?:\p{L}{3} )?(\p{L}{3}) (\d{1,2}) (\d{1,2}:\d{2}:\d{2}) (\d{4})$/u;
/** Fri, 28; Fri Jun 28. */
const WEEKDAY = /^\p{L}{2,12}\.?(?:, ?| (?=\p{L}))/u;
/** The name of a zone whose offset or abbreviation stands before it: (CEST), [Europe/Berlin]. */
const ZONE_NAME = / ?(?:\([^()]{1,40}\)|\[[\w/+-]{1,40}\])$/;
/** ISO 8601 without marks: T090000, T0900; the zone or a fraction may follow. */
const COMPACT_TIME = /^([T ])(\d{2})(\d{2})(\d{2})?(?=$|[.,Z +-])/;
/** Zones of America, which RFC 2822 defines; elsewhere the letters have other meanings. */
const MAIL_TIME =
  /^(?:\p{L}{3}, ?)?\d{1,2} \p{L}{3} \d{2,4} \d{1,2}:\d{2}(?::\d{2})? ([ECMP])([SD])T$/u;
const HOURS_BEHIND = { E: 5, C: 6, M: 7, P: 8 } as const;
/** 9:00, 09:00:30.5, 9.00, 9:00 AM, 下午 3:00; a zone may follow: Z, UTC, +02:00, GMT+0200. */
const TIME_OF_DAY =
  /^(?:T|,? )(?:(上午|午前|오전|下午|午後|오후) ?)?(\d{1,2})([:.h])(\d{2})(?:\3(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.? ?m\.?)?(?: ?(Z|UTC?|GMT)| ?(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?)?$/i;
/** Days counted by a spreadsheet from 30 December 1899, with the time as a fraction. */
const SERIAL = /^(\d{5})(?:[.,](\d{1,15}))?$/;
const FIRST_SERIAL = 36_526; // 2000-01-01
const LAST_SERIAL = 73_051; // 2100-01-01
const SERIAL_OF_1970 = 25_569;
/** Seconds or milliseconds since 1970, as programs write them. */
const EPOCH = /^(?:(\d{9,10})(?:\.\d+)?|(\d{12,13}))$/;

/** The numbers of a date that may not exist. */
interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Every meaning of a text, before a column has shown whether the day or the month comes first. */
interface Meanings {
  readonly dayFirst?: Span;
  readonly monthFirst?: Span;
  /** Whether the notation leaves open which of the two comes first. */
  readonly open: boolean;
  readonly assumesUtc: boolean;
}

/** A single time, such as a day in slr.yaml. */
export function readTime(text: string): Time {
  return readTimes([text])[0]!;
}

/**
 * The times of one column of a file. `03/04/2024` is 3 April or 4 March; cells such as `28/06/2024`
 * show which order their column has. If no cell does, or if cells contradict each other, both
 * meanings are kept.
 */
export function readTimes(cells: readonly string[]): Time[] {
  const texts = cells.map((cell) => cell.trim());
  const meanings = texts.map(meaningsOf);
  const open = meanings.filter((one) => one?.open);
  const dayFirst = open.some((one) => one?.monthFirst === undefined);
  const monthFirst = open.some((one) => one?.dayFirst === undefined);
  return meanings.map((one, at): Time => {
    const written = texts[at]!;
    if (one === undefined) return written === "" ? NO_TIME : { ...NO_TIME, written };
    const both = [one.dayFirst, one.monthFirst];
    const known = both.filter((span) => span !== undefined);
    const isOpen = known.length === 2 && known[0]!.from !== known[1]!.from;
    const spans = !isOpen
      ? known.slice(0, 1)
      : dayFirst === monthFirst
        ? known
        : [dayFirst ? known[0]! : known[1]!];
    return { written, spans, assumesUtc: one.assumesUtc };
  });
}

/**
 * The problems of the times of one column: one for each text that is not a time, and one for the
 * times that remain ambiguous.
 */
export function problemsOfTimes(
  times: readonly { readonly time: Time; readonly line: number }[],
  file: string,
  scope: string,
  what: string,
): Problem[] {
  const problems: Problem[] = [];
  for (const { time, line } of times) {
    if (!isUnreadable(time)) continue;
    problems.push({
      severity: "error",
      code: `${scope}/bad-time`,
      file,
      line,
      message: `Unexpected time \`${time.written.slice(0, 60)}\`, expected one such as 2024-06-28T09:00:00Z. ${what}, but its time is unknown.`,
    });
  }
  const told = [...withoutRepeats(file, problems)];
  const ambiguous = times.find(({ time }) => time.spans.length > 1);
  if (ambiguous !== undefined) {
    const [day, month] = ambiguous.time.spans.map(({ from }) => formatInstant(from).slice(0, 10));
    told.push({
      severity: "warning",
      code: `${scope}/ambiguous-date`,
      file,
      line: ambiguous.line,
      message: `The date \`${ambiguous.time.written}\` is either ${day} or ${month}: no other row of the file shows whether the day or the month comes first. Write dates as YYYY-MM-DD.`,
    });
  }
  const zoneless = times.find(({ time }) => time.assumesUtc);
  if (zoneless !== undefined) {
    told.push({
      severity: "warning",
      code: `${scope}/no-zone`,
      file,
      line: zoneless.line,
      message: `The time \`${zoneless.time.written}\` has no time zone. All such times of this file are read as UTC; write them as 2024-06-28T09:00:00Z, or with +02:00 at the end.`,
    });
  }
  return told;
}

/** Tells whether the text is not empty and not a time. */
export function isUnreadable({ written, spans }: Time): boolean {
  return written !== "" && spans.length === 0;
}

/** Tells whether the meaning of the time is certain. */
export function isCertain({ spans }: Time): boolean {
  return spans.length === 1;
}

/**
 * Compares the beginnings; texts without a readable time come first. An ambiguous time counts as
 * the day first.
 */
export function compareTimes(a: Time, b: Time): number {
  const [x, y] = [startOf(a), startOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The beginning of a time: `reading` 0 takes the day first, 1 the month. */
export function startOf({ spans }: Time, reading: 0 | 1 = 0): number {
  return (spans[reading] ?? spans[0])?.from ?? Number.NEGATIVE_INFINITY;
}

/**
 * Tells whether two times can be the same: a spreadsheet that shows minutes has cut the seconds
 * off.
 */
export function canBeSame(a: Time, b: Time): boolean {
  if (a.spans.length === 0 || b.spans.length === 0) return a.written === b.written;
  return a.spans.some((x) => b.spans.some((y) => x.from < y.to && y.from < x.to));
}

/**
 * Tells whether `a` is later than `b` in every meaning. A row with a time is later than one
 * without.
 */
export function isSurelyLater(a: Time, b: Time): boolean {
  if (a.written === "") return false;
  if (b.written === "") return true;
  if (a.spans.length === 0 || b.spans.length === 0) return false;
  return a.spans.every((x) => b.spans.every((y) => x.from >= y.to));
}

/** The time in ISO 8601, as precisely as it was written; empty if it is not certain. */
export function isoText(time: Time): string {
  if (!isCertain(time)) return "";
  if (
    /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(
      time.written,
    )
  )
    return time.written;
  const [{ from, to }] = time.spans as [Span];
  const text = formatInstant(from);
  if (to - from === DAY) return text.slice(0, 10);
  const isFraction = to - from === 1;
  return isFraction ? text.replace("Z", `.${String(from % SECOND).padStart(3, "0")}Z`) : text;
}

/** Milliseconds since 1970 in ISO 8601 and UTC, to the second: `2024-06-28T09:00:00Z`. */
export function formatInstant(instant: number): string {
  const days = Math.floor(instant / DAY);
  const seconds = Math.floor((instant - days * DAY) / SECOND);
  const two = (n: number) => String(n).padStart(2, "0");
  // Converts days to a civil date by eras of 400 years (146,097 days), with years that begin in
  // March.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return `${date}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}Z`;
}

function meaningsOf(written: string): Meanings | undefined {
  if (written === "" || written.length > LONGEST) return undefined;
  // Spreadsheets put narrow blanks before AM and PM.
  const text = written.replace(/\s+/g, " ");
  const number = meaningOfNumber(text);
  if (number !== undefined) return number;
  const dated = datesOf(plainNotation(text));
  if (dated === undefined) return undefined;
  const time = timeOfDay(dated.rest.replace(COMPACT_TIME, withColons));
  if (time === undefined) return undefined;
  const spanOf = (date: Civil) => {
    const start = startOfDay(date);
    return start === undefined
      ? undefined
      : { from: start + time.offset, to: start + time.offset + time.length };
  };
  const [first, second] = dated.dates.map(spanOf);
  if (first === undefined && second === undefined) return undefined;
  return {
    ...(first && { dayFirst: first }),
    ...(second && { monthFirst: second }),
    open: dated.dates.length > 1,
    assumesUtc: time.assumesUtc,
  };
}

/** The date before the time of day, and the zone as an offset, without names that only repeat them. */
function plainNotation(text: string): string {
  const mail = MAIL_TIME.exec(text);
  if (mail !== null) {
    const [, zone, season] = mail;
    const hours = HOURS_BEHIND[zone as keyof typeof HOURS_BEHIND] - (season === "D" ? 1 : 0);
    return `${text.replace(WEEKDAY, "").slice(0, -3)}-0${hours}00`;
  }
  return text
    .replace(ZONE_NAME, "")
    .replaceAll("\u2212", "-")
    .replace(YEAR_AT_END, "$1 $2 $4 $3")
    .replace(WEEKDAY, "");
}

function withColons(
  _: string,
  before: string,
  hours: string,
  minutes: string,
  seconds?: string,
): string {
  return `${before}${hours}:${minutes}${seconds === undefined ? "" : `:${seconds}`}`;
}

function meaningOfNumber(text: string): Meanings | undefined {
  const serial = SERIAL.exec(text);
  if (serial !== null) {
    const [, days = "", fraction] = serial;
    const number = Number(`${days}.${fraction ?? 0}`);
    if (number < FIRST_SERIAL || number >= LAST_SERIAL) return undefined;
    // A spreadsheet's fraction of a day is exact to less than a second.
    const from = Math.round(((number - SERIAL_OF_1970) * DAY) / SECOND) * SECOND;
    const length = fraction === undefined ? DAY : SECOND;
    const open = false;
    return { dayFirst: { from, to: from + length }, open, assumesUtc: fraction !== undefined };
  }
  const epoch = EPOCH.exec(text);
  if (epoch === null) return undefined;
  const [, seconds, milliseconds] = epoch;
  const from =
    milliseconds === undefined
      ? Number(seconds) * SECOND
      : Math.floor(Number(milliseconds) / SECOND) * SECOND;
  return { dayFirst: { from, to: from + SECOND }, open: false, assumesUtc: false };
}

/** The dates that a text can begin with, the day first, and the rest of the text. */
function datesOf(text: string): { dates: readonly Civil[]; rest: string } | undefined {
  const yearFirst = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (yearFirst !== null) {
    const [all, year, month, day] = yearFirst;
    return { dates: [civil(year, month, day)], rest: text.slice(all.length) };
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast !== null) {
    const [all, one, sign, other, year] = yearLast;
    const dayFirst = civil(year, other, one);
    // With points, every spreadsheet writes the day first.
    const dates = sign === "." ? [dayFirst] : [dayFirst, civil(year, one, other)];
    return { dates, rest: text.slice(all.length) };
  }
  const named = DAY_MONTH_NAME.exec(text);
  if (named !== null) {
    const [all, day, month = "", year] = named;
    return { dates: [civil(year, monthOf(month), day)], rest: text.slice(all.length) };
  }
  const americanNamed = MONTH_NAME_DAY.exec(text);
  if (americanNamed !== null) {
    const [all, month = "", day, year] = americanNamed;
    return { dates: [civil(year, monthOf(month), day)], rest: text.slice(all.length) };
  }
  return undefined;
}

/** Years of two digits are in this century, because nobody decided earlier. */
function civil(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
): Civil {
  const written = Number(year);
  return {
    year: year?.length === 2 ? 2000 + written : written,
    month: Number(month),
    day: Number(day),
  };
}

function monthOf(name: string): number {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return MONTHS.findIndex((beginnings) => beginnings.some((one) => plain.startsWith(one))) + 1;
}

function startOfDay({ year, month, day }: Civil): number | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
    return undefined;
  const start = Date.UTC(year, month - 1, day);
  // 30 February would become a day of March.
  return Number(formatInstant(start).slice(8, 10)) === day ? start : undefined;
}

/** The time of day in UTC, and its precision; undefined for other texts. */
function timeOfDay(
  text: string,
): { offset: number; length: number; assumesUtc: boolean } | undefined {
  const rest = text.trimEnd();
  if (rest === "") return { offset: 0, length: DAY, assumesUtc: false };
  const found = TIME_OF_DAY.exec(rest);
  if (found === null) return undefined;
  const [, half, hours, , minutes, seconds, fraction, letter, utc, sign, zoneHours, zoneMinutes] =
    found;
  const late = half === undefined ? letter?.toLowerCase() === "p" : /下午|午後|오후/.test(half);
  const isHalfDay = half !== undefined || letter !== undefined;
  const hour = Number(hours);
  // In ISO 8601, 24:00 is the end of the day.
  const endsDay = !isHalfDay && hour === 24 && Number(`${minutes}${seconds ?? ""}`) === 0;
  if (isHalfDay ? hour < (half === undefined ? 1 : 0) || hour > 12 : hour > 23 && !endsDay)
    return undefined;
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59 || Number(zoneMinutes ?? 0) > 59)
    return undefined;
  if (Number(zoneHours ?? 0) > 14) return undefined;
  const inDay = isHalfDay ? (hour % 12) + (late ? 12 : 0) : hour;
  const zone =
    (sign === "-" ? -1 : 1) * (Number(zoneHours ?? 0) * HOUR + Number(zoneMinutes ?? 0) * MINUTE);
  const milliseconds = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * SECOND);
  return {
    offset:
      inDay * HOUR + Number(minutes) * MINUTE + Number(seconds ?? 0) * SECOND + milliseconds - zone,
    length: fraction !== undefined ? 1 : seconds !== undefined ? SECOND : MINUTE,
    assumesUtc: utc === undefined && sign === undefined,
  };
}
