import { memoize } from "../../records/text/memoize.ts";

/**
 * British spellings, with what an American database prints instead. Some rules also touch words that
 * are spelled alike everywhere (`ozone` becomes `osone`): both titles of a pair are written by the same
 * rules, so nothing is lost.
 */
const SPELLINGS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // -ize and -ise, -yze and -yse; any z between vowels, so that a typing slip stays one slip.
  [/(?<=[aeiouy])z(?=[aeiou])/g, "s"],
  // ae and oe in words from Greek: anaemia, paediatric, oedema.
  [/aemi(?=[ac])/g, "emi"],
  [/haem/g, "hem"],
  [/paed/g, "ped"],
  [/(gyn|\bf|\bc)aec/g, "$1ec"],
  [/aesth/g, "esth"],
  [/\baetiol/g, "etiol"],
  [/\b(arch|pal)aeo/g, "$1eo"],
  [/\bcaesar/g, "cesar"],
  [/\bmediaev/g, "mediev"],
  [/oe(?=dema|soph|str[aou]|nolog)/g, "e"],
  [/\bfoet/g, "fet"],
  [/(rrh|pn)oe/g, "$1e"],
  [/\bcoeli/g, "celi"],
  [/\bhomoeo/g, "homeo"],
  [/\bamoeb/g, "ameb"],
  [/\bmanoeuvr(?:e\b|e(?=[sd]))/g, "maneuver"],
  // -our and -or.
  [
    /(arm|behavi|cand|clam|col|endeav|fav|flav|glam|harb|hon|hum|\blab|neighb|\bod|parl|ranc|rig|rum|savi|splend|\btum|val|vap|vig)our/g,
    "$1or",
  ],
  // One l and two: modelling, labelled, enrolment.
  [/\b(\w{3,}[aeiou])ll(?=(?:ing|ings|ed|er|ers)\b)/g, "$1l"],
  [/\b(enrol|fulfil|instal|skil|wil)l(?=(?:s|ments?|ful)?\b)/g, "$1"],
  // -re and -er, -ogue and -og, -ence and -ense.
  [/(\b\w*(?:cent|fib|lit|met|theat|calib|tit|spect|lust|goit|sab))re(?=s?\b)/g, "$1er"],
  [/ogue(?=s?\b)/g, "og"],
  [/\b(def|off|pret|lic)ence/g, "$1ense"],
  [/\bpractis/g, "practic"],
  [/\bprogramme(?=s?\b)/g, "program"],
  [/sulph/g, "sulf"],
  [/\baluminium/g, "aluminum"],
  [/\bgrey/g, "gray"],
  [/\bageing/g, "aging"],
  [/\b(judg|acknowledg)ement/g, "$1ment"],
  [/\bmould/g, "mold"],
  [/\bsceptic/g, "skeptic"],
  [/\bartefact/g, "artifact"],
  [/\bplough/g, "plow"],
  [/\btyre/g, "tire"],
  [/\bwhilst/g, "while"],
  [/\borientated/g, "oriented"],
];

/** Letters of which every word with a rule above has one; most short titles need no closer look. */
const TOUCHED =
  /[aeiouy]z[aeiou]|ae|oe|our|ll|re\b|res\b|ogue|ence|practis|programme|sulph|aluminium|grey|ageing|gement|mould|sceptic|artefact|plough|tyre|whilst|orientated/g;

/**
 * A folded text with one spelling for words that British and American English write differently.
 */
export function spelledAlike(text: string): string {
  let other = "";
  let copied = 0;
  TOUCHED.lastIndex = 0;
  for (let found = TOUCHED.exec(text); found !== null; found = TOUCHED.exec(text)) {
    const from = text.lastIndexOf(" ", found.index) + 1;
    const next = text.indexOf(" ", TOUCHED.lastIndex);
    const to = next < 0 ? text.length : next;
    other += text.slice(copied, from) + spelled(text.slice(from, to));
    copied = to;
    TOUCHED.lastIndex = to;
  }
  return copied === 0 ? text : other + text.slice(copied);
}

/** No rule looks beyond a word, and titles share most of their words. */
const spelled = memoize((word): string => {
  let other = word;
  for (const [pattern, instead] of SPELLINGS) other = other.replace(pattern, instead);
  return other;
});
