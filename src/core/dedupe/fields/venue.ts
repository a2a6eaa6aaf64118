import { fold, normalizeTitle } from "../../records/normalize.ts";
import { memoize } from "../../records/text/memoize.ts";
import { romanised } from "./romanised.ts";
import { spelledAlike } from "./spelling.ts";

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
  /** The same of its other names: `Ai zheng = Chinese journal of cancer`; one on a line. */
  readonly others: string;
  /** Whether it is a meeting by its name. */
  readonly conference: boolean;
  /** Whether it is a server of preprints. */
  readonly preprints: boolean;
}

const NONE: VenueForms = {
  whole: "",
  telling: "",
  others: "",
  conference: false,
  preprints: false,
};

export function venueForms(venue: string | undefined): VenueForms {
  return venue === undefined ? NONE : formsOf(venue);
}

const formsOf = memoize((printed): VenueForms => {
  const journal = withoutConference(printed);
  const venue = romanised(fold(journal)) ?? journal;
  const whole = spelledAlike(normalizeTitle(venue));
  const telling = tellingWords(venue).join(" ");
  // A short name before the long one: `SC22: International Conference for …`, `JAMA: the journal of …`.
  const names = venue.split(/ = |[[\]/]|(?<=^[\p{L}\d]{2,10}): /u);
  const others = names.length < 2 ? [] : names.map((name) => tellingWords(name).join(" "));
  return {
    whole,
    telling,
    others: [...new Set(others)].filter((name) => name.length > 5 && name !== telling).join("\n"),
    conference: CONFERENCE.test(whole) || journal !== printed,
    preprints: PREPRINTS.test(whole),
  };
});

/**
 * CENTRAL prints the congress of an abstract behind the journal: `Pediatric nephrology. Conference: 44th
 * annual meeting of the society. Cavtat croatia. Conference publication: (var.pagings)`.
 */
function withoutConference(venue: string): string {
  const journal = venue.replace(
    /(?:(?<![.\s])[.\s]+)?\bConference(?::| (?:publication|start)\b).*$/is,
    "",
  );
  return /\p{L}{2}/u.test(journal) ? journal : venue.replace(/^\s*Conference:\s*/i, "");
}

function tellingWords(venue: string): readonly string[] {
  const bare = fold(venue).replace(/\([^()]*\)|\[[^[\]]*\]/g, " ");
  const name = spelledAlike(normalizeTitle(bare === "" || !/\p{L}/u.test(bare) ? venue : bare));
  const main = spelledAlike(bare)
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

/** Tells whether a comparable venue is a meeting, and not a journal that printed one. */
export function isMeeting(venue: string | undefined): boolean {
  return venue !== undefined && CONFERENCE.test(venue);
}
