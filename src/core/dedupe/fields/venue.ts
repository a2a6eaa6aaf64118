import { memoize } from "../../records/memoize.ts";
import { fold, normalizeTitle } from "../../records/normalize.ts";

const LITTLE = new Set(
  "of the and in for on de la le et der die und a an to fur des du del y e i proceedings proc".split(
    " ",
  ),
);

/** `2018`, `12th`, `SC22`: which of the meetings it was, which the year tells as well. */
const WHICH_MEETING = /^(?:\p{L}{0,8}\d{1,4}(?:st|nd|rd|th)?)$/u;

/** A journal, proceedings, a register or a server, as it is compared. */
export interface VenueForms {
  /** Folded, one blank between words. */
  readonly whole: string;
  /** The words that tell it from others, without subtitle and place, one blank between them. */
  readonly telling: string;
  /** Whether it is a meeting by its name. */
  readonly conference: boolean;
  /** Whether it is a server of preprints. */
  readonly preprints: boolean;
}

const NONE: VenueForms = { whole: "", telling: "", conference: false, preprints: false };

export function venueForms(venue: string | undefined): VenueForms {
  return venue === undefined ? NONE : formsOf(venue);
}

const formsOf = memoize((venue): VenueForms => {
  const whole = normalizeTitle(venue);
  return {
    whole,
    telling: tellingWords(venue).join(" "),
    conference: CONFERENCE.test(whole),
    preprints: PREPRINTS.test(whole),
  };
});

function tellingWords(venue: string): readonly string[] {
  const bare = fold(venue).replace(/\([^()]*\)|\[[^[\]]*\]/g, " ");
  const name = normalizeTitle(bare === "" || !/\p{L}/u.test(bare) ? venue : bare);
  const main = bare
    .split(/(?:(?<!\s)\s+)?[:;=]\s+|(?<!\s)\s+\/\s+/)
    .find((part) => /\p{L}{2}/u.test(part));
  const words = (main === undefined ? name : normalizeTitle(main)).split(" ");
  const telling = words.filter((word) => word !== "" && !LITTLE.has(word));
  const named = telling.filter((word) => !WHICH_MEETING.test(word));
  return named.length > 0 ? named : telling;
}

const CONFERENCE =
  /\b(?:conferences?|conf|proceedings|proc|symposium|symp|workshop|congress|meeting)\b/;

const PREPRINTS =
  /\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|research square|preprints?|techrxiv|osf)\b/;
