import { type Author, RECORD_TYPES, type RecordType } from "./model.ts";
import { isGroupName, restoredGroup } from "./names/group-names.ts";
import { ownValue } from "./own-value.ts";
import { withoutInvisible } from "./text/invisible.ts";

/**
 * Brings identifiers, years, names, titles and languages, which databases write in many ways, into
 * one form.
 */

/**
 * The PubMed id in a cell that people keep, `31352693` or `PMID: 31352693`. A number that a
 * spreadsheet rounded, `3,14E+07`, is not an id.
 */
export function findPmid(text: string): string | undefined {
  return /^\D*([1-9]\d{0,8})(?:\.0)?\D*$/.exec(text)?.[1];
}

/** The arXiv id, without version, in an arXiv URL, an `arXiv:` mention or a 10.48550 DOI. */
export function findArxivId(text: string): string | undefined {
  const match =
    /(?:arxiv\.org\/(?:abs|pdf|html)\/|arxiv[:.]\s*|10\.48550\/arxiv\.)((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?\/\d{7}))/i.exec(
      text,
    );
  return match?.[1]?.toLowerCase();
}

/**
 * The first year from 1500 to 2099 that stands alone in a date such as `2019///`, `2020 Nov-Dec` or
 * `1-6 Oct. 2023`.
 */
export function findYear(text: string): number | undefined {
  const match =
    /(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)/.exec(text) ??
    /^\s*(1[5-9]\d\d|20\d\d)(?=\d{4}\s*$)/.exec(text) ??
    // `Start date: 20170812, end date: 20170815`
    /(?<!\d)(1[5-9]\d\d|20\d\d)(?=(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d))/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** Letters that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŋ: "n",
  ſ: "s",
};

/**
 * Lower case without accents and invisible characters; other scripts stay as they are: `Łódź`
 * becomes `lodz`.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is meant
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return withoutInvisible(lower)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßæœøłđðþıħŋſ]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Printable ASCII without markup, entities, ampersands and apostrophes. */
const PLAIN_TITLE = /^[ !"#$%(-;=?-_a-~]*$/;

/**
 * Letters and digits of a title, folded, with one blank between words, without markup and brackets.
 */
export function normalizeTitle(title: string): string {
  // Several keys of an entry ask for that of its title, one after another.
  if (title === latest.title) return latest.normalized;
  latest = { title, normalized: normalizedTitle(title) };
  return latest.normalized;
}

let latest = { title: "", normalized: "" };

function normalizedTitle(title: string): string {
  // Most titles have nothing that the slow path would change.
  if (PLAIN_TITLE.test(title)) {
    return title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }
  return fold(title.replace(/<\/?[a-z][^<>]{0,80}>/gi, ""))
    .replace(/&(?:amp|#38);/g, " and ")
    .replace(/&[a-z]{2,8};|&#\d{2,5};/g, " ")
    .replace(/['’`´]/g, "")
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** `J.`, `J.P.E.`, `Y.-H.`, `Yu.A.`, `JPE`, `Y-H`. */
const INITIALS = /^(?:(?:\p{Lu}\p{M}*\p{Ll}?\.-?){1,6}|\p{Lu}(?:-?\p{Lu}){0,3}\.?)$/u;

const SUFFIX = /^(?:Jr|Sr|I{2,3}|IV)\.?$/;

const PARTICLE =
  /^(?:van|von|der|den|de|del|della|di|da|das|dos|des|du|la|le|el|al|bin|ibn|ter|ten|zu|af)$/i;

/** The words for authors who are not named in a list of names, in every spelling. */
const OTHERS =
  /^(?:and |& ?|\+ ?)?(?:(?:\d+ )?(?:others|other authors|(?:co-?authors))|\d+ more|et\.? ?al(?:i[ia]|iae)?|al\.?,? et|et (?:coll|others)|u\. ?a|y otros|e outros|et autres|и др|и соавт|等人?|ほか)$/i;
const OTHERS_BEHIND_NAME =
  /(?:,? (?:and )?(?:et\.? ?al\.?|et coll\.?|u\. ?a\.|y otros|y cols?\.?|e outros|et autres|и др\.?|и соавт\.?|en anderen)|,? (?:and|&|\+) (?:\d+ )?(?:others|more|colleagues|co-?workers)|[,，、 ]?等人?|ほか)$/iu;
const ORDINARY = /^\p{Lu}[\p{L}'’-]{0,30}\p{Ll}{2}, \p{Lu}[\p{L}'’.-]{0,30}$/u;
/** What may stand behind a comma and is no given name. */
const NO_GIVEN_NAME = /^(?:Jr|Sr|I{2,3}|IV|Inc|Ltd|LLC|GmbH|MD|RN|M\.D)\b/;
/** What databases write where a work has no authors. */
const NOBODY = /^(?:\[anonymous\]|[[(]?no authors? (?:listed|given|named|available)[\])]?\.?)$/i;
/** Marks of footnotes behind a name. */
const FOOTNOTE_MARKS = /(?<![*†‡§¶‖#¹²³⁴⁵⁶⁷⁸⁹⁰ ])[*†‡§¶‖#¹²³⁴⁵⁶⁷⁸⁹⁰ ]+$/u;
/** Where somebody works, their ORCID or role, behind a name in brackets. */
const ASIDE =
  /(?<! ) ?\((?:[^()]{0,80}\b\d{4}[^()]{0,80}|ORCID[^()]{0,60}|eds?\.?|editors?|authors?|translators?|[^()]{0,80}\b(?:univ|inst|dept|department|hosp|school|faculty|college)[^()]{0,120})\)$/i;
/** Degrees that no initials look like. */
const DEGREES =
  /(?:(?:, ?| )(?:(?:MD|M\.D\.|MA|MS|RN|BA|BS),? )?(?:Ph\.? ?D\.?|MPH|M\.P\.H\.|MSc|M\.Sc\.|BSc|DrPH|DPhil|PharmD|MBBS|EdD|PsyD|FRCP|FACP)){1,4}(?:, ?(?:MD|M\.D\.|RN))?$/;
/** `Poe E, MD`: behind initials no given name follows. */
const INITIALS_AND_DEGREE =
  /^([^,]{1,80} \p{Lu}{1,3}|[^,]{1,80}, ?[^,]{1,80}), (?:MD|M\.D\.|RN|MA|MS|BS)$/u;
const DEGREE_WORDS: ReadonlySet<string> = new Set(
  "PhD D MPH MSc BSc DrPH DPhil PharmD MBBS EdD PsyD FRCP FACP MD RN MA MS BS".split(" "),
);
const TITLES = /^(?:(?:Prof|Professor|Dr|Assoc|Asst)\.? )+(?=\p{Lu})/u;
const EMAIL =
  /[(<[]?(?:\be-?mail: ?)?[^\s()<>[\],;:@]{1,64}@[^\s()<>[\],;:@]{1,200}\.[a-z]{2,10}[)>\]]?/gi;
const ON_BEHALF = /^(?:and |for |on behalf of )the |^on behalf of /i;

/** Tells whether a name reads like `Doe, Jane` or `Doe, J.`: most do, and there is no doubt about them. */
export function isOrdinaryName(name: string): boolean {
  return ORDINARY.test(name);
}

/** Tells whether a text stands for authors who are not named: `et al.`, `others`, `and 3 more`. */
export function isOthers(name: string): boolean {
  if (name.length > 40 || isOrdinaryName(name)) return false;
  const text = name.replace(/\s+/g, " ").replace(/^[ ([{,;.…]+|(?<![ )\]},;.…])[ )\]},;.…]+$/g, "");
  return text === "" || OTHERS.test(text) || NOBODY.test(name.trim());
}

/** A name without `et al.` and its like behind it. */
export function withoutOthers(name: string): string {
  return name.replace(OTHERS_BEHIND_NAME, "");
}

/**
 * Parses a name in any of the usual orders: `Family, Given`, `Given Family`, `Family G.`, `{Group
 * Name}`. A family name may contain particles: `van der Berg`.
 */
export function parseAuthor(name: string): Author | undefined {
  if (isOrdinaryName(name)) {
    const comma = name.indexOf(",");
    const [family, given] = [name.slice(0, comma), name.slice(comma + 2)];
    const group = given.length > 4 ? restoredGroup(family, given) : undefined;
    if (group === undefined && !NO_GIVEN_NAME.test(given)) return { family, given };
  }
  const written = name.replace(/\s+/g, " ").trim();
  if (/^\{.*\}$/.test(written)) {
    const family = written.slice(1, -1).trim();
    return family === "" ? undefined : { family };
  }
  const plain = written.includes("@")
    ? written.replace(EMAIL, "").replace(/(?<![ ,;:-])[ ,;:-]+$/, "")
    : written;
  if (isOthers(plain)) return undefined;
  const text = personAlone(withoutOthers(plain).replace(ON_BEHALF, ""));
  const comma = text.indexOf(",");
  if (comma >= 0) {
    const family = text.slice(0, comma).trim();
    const given = text.slice(comma + 1).replace(/^[\s,]+|[\s,]+$/g, "");
    // `Institute of Ponds, Geneva`, `NetLibrary, Inc.`
    if (isGroupName(family) || /^(?:Inc|Ltd|LLC|GmbH)\.?$/.test(given))
      return { family: given === "" ? family : `${family}, ${given}` };
    const group = restoredGroup(family, given);
    if (group !== undefined) return { family: group };
    if (family === "") return given === "" ? undefined : { family: given };
    // `Doe S., Jr.`: the text after the comma is not a given name.
    if (SUFFIX.test(given) && family.includes(" ")) return parseAuthor(`${family} ${given}`);
    return given === "" ? { family } : { family, given };
  }
  if (isGroupName(text)) return { family: text };
  // `Rita Roe (Poe)`: what is in brackets is no family name.
  const aside = /^([^()]+) (\([^()]*\))$/.exec(text);
  // `Venezolana de Televisión (VTV)`: only groups have short names.
  if (aside?.[1]?.includes(" ") && /^\(\p{Lu}{2,12}\)$/u.test(aside[2] ?? ""))
    return { family: text };
  const named = aside?.[1]?.includes(" ") ? parseAuthor(aside[1]) : undefined;
  if (named?.given !== undefined) return { ...named, given: `${named.given} ${aside?.[2]}` };
  const words = text.split(" ");
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? "");
  const after = suffix ? ` ${words.pop()}` : "";
  if (words.length === 1) return { family: text };
  // `Smith JA` and `Smith J.` have initials last; `J. Smith` and `J SMITH` have them first.
  const first = words[0] ?? "";
  const initialsFirst = /^\p{Lu}$/u.test(first) || (first.includes(".") && INITIALS.test(first));
  const shouted = text === text.toUpperCase();
  // Derwent's `LI X` and `WU XY`: databases put initials last, so the first two letters are a name.
  if (!initialsFirst && /^\p{Lu}{2}$/u.test(first) && words.slice(1).every(isShortInitials)) {
    return { family: first, given: words.slice(1).join(" ") + after };
  }
  let family = words.length;
  while (
    family > 0 &&
    INITIALS.test(words[family - 1] ?? "") &&
    // In `MARIA LEE` the last word is a name.
    !(shouted && /^\p{Lu}{3,}$/u.test(words[family - 1] ?? ""))
  ) {
    family -= 1;
  }
  if (family > 0 && family < words.length && !initialsFirst) {
    const given = words.slice(family).join(" ");
    return { family: words.slice(0, family).join(" "), given: given + after };
  }
  let start = words.length - 1;
  while (start > 1 && PARTICLE.test(words[start - 1] ?? "")) start -= 1;
  // `van Gogh` is only a family name; `Van Nguyen` has a given name.
  if (start === 1 && PARTICLE.test(first) && /^\p{Ll}/u.test(first)) return { family: text };
  return { family: words.slice(start).join(" "), given: words.slice(0, start).join(" ") + after };
}

/** A person's name without titles, degrees, footnotes and where they work; names of groups stay. */
function personAlone(name: string): string {
  const text = /\p{L}$/u.test(name) ? name : name.replace(FOOTNOTE_MARKS, "");
  const last = text.slice(text.lastIndexOf(" ") + 1).replaceAll(".", "");
  if (!text.includes("(") && !DEGREE_WORDS.has(last) && !/^(?:Prof|Dr|As)/.test(text)) return text;
  const bare = text.replace(ASIDE, "");
  const person = bare === text || isGroupName(bare.split(",")[0] ?? "") ? text : bare;
  const alone = person.replace(DEGREES, "").replace(INITIALS_AND_DEGREE, "$1").replace(TITLES, "");
  return alone.includes(" ") || alone.includes(",") ? alone : person;
}

function isShortInitials(word: string): boolean {
  return /^(?:\p{Lu}\.?-?){1,2}$/u.test(word);
}

/** `Family, Given`, the form that RIS and BibTeX write. */
export function formatAuthor(author: Author): string {
  return author.given === undefined ? author.family : `${author.family}, ${author.given}`;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  english: "en",
  eng: "en",
  french: "fr",
  fre: "fr",
  fra: "fr",
  german: "de",
  ger: "de",
  deu: "de",
  spanish: "es",
  spa: "es",
  castilian: "es",
  portuguese: "pt",
  por: "pt",
  italian: "it",
  ita: "it",
  chinese: "zh",
  chi: "zh",
  zho: "zh",
  mandarin: "zh",
  中文: "zh",
  英文: "en",
  japanese: "ja",
  jpn: "ja",
  korean: "ko",
  kor: "ko",
  russian: "ru",
  rus: "ru",
  polish: "pl",
  pol: "pl",
  dutch: "nl",
  dut: "nl",
  nld: "nl",
  turkish: "tr",
  tur: "tr",
  hungarian: "hu",
  hun: "hu",
  czech: "cs",
  cze: "cs",
  ces: "cs",
  swedish: "sv",
  swe: "sv",
  danish: "da",
  dan: "da",
  norwegian: "no",
  nor: "no",
  finnish: "fi",
  fin: "fi",
  greek: "el",
  gre: "el",
  ell: "el",
  hebrew: "he",
  heb: "he",
  arabic: "ar",
  ara: "ar",
  persian: "fa",
  per: "fa",
  fas: "fa",
  ukrainian: "uk",
  ukr: "uk",
  romanian: "ro",
  rum: "ro",
  ron: "ro",
  croatian: "hr",
  hrv: "hr",
  slovak: "sk",
  slo: "sk",
  slk: "sk",
  slovenian: "sl",
  slv: "sl",
  serbian: "sr",
  srp: "sr",
  lithuanian: "lt",
  lit: "lt",
  catalan: "ca",
  cat: "ca",
  indonesian: "id",
  ind: "id",
};

/**
 * ISO 639-1 for a language's English name or its codes (`English`, `eng`, `en-US`); otherwise the
 * text in lower case.
 */
export function normalizeLanguage(language: string): string | undefined {
  const first = fold(language).split(/[;,|]/)[0]?.trim() ?? "";
  if (first === "") return undefined;
  const bare = first.replace(/^([a-z]{2})[-_][a-z]{2,4}$/, "$1");
  return ownValue(LANGUAGES, bare) ?? bare;
}

/** The words of databases, RIS and BibTeX for document types, by their folded form. */
const TYPES: Readonly<Record<string, RecordType>> = {
  jour: "article",
  ejour: "article",
  jfull: "article",
  mgzn: "article",
  news: "article",
  inpr: "article",
  "journal article": "article",
  "article in press": "article",
  "research article": "article",
  "early access": "article",
  "ieee journals": "article",
  "ieee early access articles": "article",
  "data paper": "article",
  "short survey": "review",
  "review article": "review",
  "systematic review": "review",
  conf: "conference paper",
  cpaper: "conference paper",
  inproceedings: "conference paper",
  conference: "conference paper",
  proceedings: "conference paper",
  "conference paper": "conference paper",
  "proceedings paper": "conference paper",
  "conference proceeding": "conference paper",
  "conference proceedings": "conference paper",
  "proceedings article": "conference paper",
  "conference article": "conference paper",
  "ieee conferences": "conference paper",
  "conference review": "conference paper",
  "paper conference": "conference paper",
  abst: "conference abstract",
  "meeting abstract": "conference abstract",
  "conference abstract": "conference abstract",
  "editorial material": "editorial",
  comment: "letter",
  note: "letter",
  correspondence: "letter",
  correction: "erratum",
  corrigendum: "erratum",
  "published erratum": "erratum",
  retracted: "retraction",
  "retraction of publication": "retraction",
  "retracted article": "retraction",
  ebook: "book",
  edbook: "book",
  inbook: "book chapter",
  incollection: "book chapter",
  chap: "book chapter",
  echap: "book chapter",
  chapter: "book chapter",
  "book section": "book chapter",
  thes: "thesis",
  phdthesis: "thesis",
  mastersthesis: "thesis",
  dissertation: "thesis",
  "dissertation thesis": "thesis",
  rprt: "report",
  techreport: "report",
  "technical report": "report",
  unpb: "preprint",
  unpublished: "preprint",
  "posted content": "preprint",
  "working paper": "preprint",
  data: "dataset",
  "clinical trial": "registration",
  "trial registry record": "registration",
};

/** The document type in slr's vocabulary; `undefined` if the export's word is not known. */
export function normalizeType(type: string): RecordType | undefined {
  const word = fold(type).replace(/[-_]+/g, " ").split(/[;|]/)[0]?.trim() ?? "";
  return RECORD_TYPES.find((known) => known === word) ?? ownValue(TYPES, word);
}

const PLACEHOLDER =
  /^(?:\[?\(?no abstract(?: available| is available)?\.?\)?\]?|abstract not available\.?|n\/?a|null|undefined|none|nan|-+|unknown|\[no (?:title|author name) available\]|\[no author name available\]|\[no author id available\])$/i;

/**
 * The text without surrounding blanks; `undefined` for an empty text and for placeholders such as
 * `[No abstract available]`.
 */
export function stated(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === "" || PLACEHOLDER.test(trimmed) ? undefined : trimmed;
}

/** Joins `SP` and `EP`: `12-34`; `No-Specified` (Ovid) counts as nothing. */
export function joinPages(first: string | undefined, last: string | undefined): string | undefined {
  const from = stated(first);
  const to = stated(last);
  if (from === undefined || /^no\b/i.test(from))
    return to !== undefined && /^\d/.test(to) ? to : undefined;
  return to === undefined || to === from || from.includes("-") ? from : `${from}-${to}`;
}
