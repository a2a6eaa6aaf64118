import { type Attack, attacksOn, attackText } from "./attacks.ts";

/** The longest string that is tried, as in a field that is made to hurt: quadratic work on it takes 0.2 s. */
const LONGEST = 20_000;

/** A pattern that one character more costs ever more time, with the string that shows it. */
export interface Growth {
  readonly attack: Attack;
  readonly length: number;
  /** How much longer the string of twice this length takes: 2 is linear, 4 quadratic. */
  readonly ratio: number;
}

/** Attacks that are climbed for a pattern: those that took longest while they were short. */
const CLIMBED = 4;

/**
 * The attack under which a pattern takes more than linear time; undefined where none does. Times are
 * compared only with times of the same run, and short ones not at all: they say nothing.
 */
export function worstGrowth(regex: RegExp): Growth | undefined {
  const everywhere = new RegExp(regex.source, regex.sticky ? regex.flags : withFlag(regex.flags));
  const tried = attacksOn(regex).map((attack) => ({ attack, cost: shortCost(everywhere, attack) }));
  const worst = tried.filter(({ cost }) => cost > SUSPECT).sort((a, b) => b.cost - a.cost);
  for (const { attack } of worst.slice(0, CLIMBED)) {
    const growth = growthUnder(everywhere, attack);
    if (growth !== undefined) return growth;
  }
  return undefined;
}

function withFlag(flags: string): string {
  return flags.includes("g") ? flags : `${flags}g`;
}

/** A ladder of lengths: what grows steeply shows on the first rungs, and is never run higher. */
const LADDER = [
  ...[12, 16, 20, 24, 28, 40, 60, 90, 125, 180, 250, 350, 500, 700, 1000, 1500, 2000, 3000, 5000],
  ...[7000, 10_000, LONGEST],
];

/** What a short string may take for each character, in milliseconds, before it is looked at more closely. */
const SUSPECT = 0.0005;
/** Times below are noise; a time above ends the climb, because the next rung may take for ever. */
const MEASURABLE = 10;
const LONG = 120;
/** Twice the length takes twice the time where a pattern is linear, and four times where it is quadratic. */
const STEEP = 3;
const CLEARLY_LINEAR = 2.6;
const CLEARLY_STEEP = 3.6;

function growthUnder(regex: RegExp, attack: Attack): Growth | undefined {
  let before: Measured | undefined;
  for (const length of LADDER) {
    const time = timeOf(regex, attackText(attack, length));
    if (before !== undefined && time > MEASURABLE && (time > LONG || length === LONGEST)) {
      const ratio = ratioBetween(regex, attack, before, { length, time });
      return ratio > STEEP ? { attack, length, ratio } : undefined;
    }
    before = { length, time };
  }
  return undefined;
}

interface Measured {
  readonly length: number;
  readonly time: number;
}

/** A time above is measured once: noise does not take so long. */
const TOO_LONG_FOR_NOISE = 1000;
const FEWEST_ROUNDS = 5;
const MOST_ROUNDS = 15;

/**
 * How much longer twice the length takes: the middle of several rounds, in each of which both texts are
 * measured one after the other, because a processor is twice as fast in one second as in the next. A
 * ratio that is near the border is measured more often.
 */
function ratioBetween(regex: RegExp, attack: Attack, short: Measured, long: Measured): number {
  const ratioOf = (shortTime: number, longTime: number) =>
    2 ** (Math.log(longTime / shortTime) / Math.log(long.length / short.length));
  const first = ratioOf(short.time, long.time);
  if (first <= STEEP || long.time > TOO_LONG_FOR_NOISE) return first;
  const [shortText, longText] = [short, long].map(({ length }) => attackText(attack, length));
  const ratios: number[] = [];
  for (;;) {
    ratios.push(ratioOf(timeOf(regex, shortText!), timeOf(regex, longText!)));
    const middle = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
    const isClear = middle <= CLEARLY_LINEAR || middle > CLEARLY_STEEP;
    if (ratios.length >= MOST_ROUNDS || (isClear && ratios.length >= FEWEST_ROUNDS)) return middle;
  }
}

/** Time for each character of a string too short for anything but an exponential pattern, else of a longer one. */
function shortCost(regex: RegExp, attack: Attack): number {
  const costOf = (length: number) => {
    const text = attackText(attack, length);
    // A clock costs less than to ask for the CPU time, which is never more.
    const start = performance.now();
    regex.lastIndex = 0;
    text.replace(regex, "");
    const first = (performance.now() - start) / text.length;
    return first > SUSPECT ? Math.min(first, timeOf(regex, text) / text.length) : first;
  };
  const short = costOf(24);
  return short > SUSPECT ? short : costOf(1000);
}

function timeOf(regex: RegExp, text: string): number {
  regex.lastIndex = 0;
  const start = process.cpuUsage();
  text.replace(regex, "");
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
