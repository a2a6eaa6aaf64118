import type { BibRecord } from "../../records/model.ts";
import { fold } from "../../records/normalize.ts";
import { detach } from "../../records/text/detach.ts";
import { memoize } from "../../records/text/memoize.ts";
import type { TitleVersion } from "../fields/title.ts";

/**
 * The form of publication, as far as an entry shows it. For preprints see `DedupeKeys.preprint`.
 */
export type ReportForm = "article" | "conference" | "thesis" | "register entry" | "book";

/** What an entry shows about the version of a study that it describes. */
export interface VersionTraits {
  readonly form: ReportForm | undefined;
  /** ISO 639-1. */
  readonly language: string | undefined;
  /** The title stands in brackets, as PubMed prints its translations. */
  readonly bracketed: boolean;
  /**
   * Numbers of trial registers, in lower case, one blank between them: `isrctn12345678
   * nct01234567`.
   */
  readonly registrations: string | undefined;
  /** A document that appears in numbered versions, without the number: `cd001234`. */
  readonly document: string | undefined;
  /** Its version, counted from 1. */
  readonly edition: number | undefined;
}

/** @param named the version at the end of the title */
export function versionTraits(record: BibRecord, named?: TitleVersion): VersionTraits {
  const printed = formOf(record);
  const traits: VersionTraits = {
    // Databases put `[arXiv]` after the title of an entry that is not the article itself.
    form: named === "thesis" ? "thesis" : named === "preprint" ? undefined : printed,
    language: record.language,
    bracketed: /^\s*\[[^[\]]+\][\s.]*$/.test(record.title ?? ""),
    registrations: registrationsOf(record),
    ...editionOf(record),
  };
  const { form, language, bracketed, registrations, document } = traits;
  if (registrations !== undefined || document !== undefined) return traits;
  // Nearly all entries have one of a few combinations, so equal ones share an object.
  return usual(`${form ?? ""}|${bracketed}|${language ?? ""}`, traits);
}

const known = new Map<string, VersionTraits>();

function usual(name: string, traits: VersionTraits): VersionTraits {
  const before = known.get(name);
  if (before === undefined && known.size < 1000) known.set(detach(name), traits);
  return before ?? traits;
}

const REGISTER =
  /clinicaltrials\.gov|clinical ?trials gov|trialsearch|ictrp|isrctn|eudract|clinicaltrialsregister|chictr|\banzctr\b|\bdrks\b|umin-?ctr|trials? regist(?:er|ry)/;
const THESIS =
  /\bdissertation abstracts\b|\bdissertations? (?:and|&) theses\b|\b(?:ph\.? ?d\.?|doctoral|master'?s?|diploma) (?:thesis|dissertation)\b|\btheses canada\b|\bethos\b/;
const MEETING = /\b(?:conference|congress|symposium|workshop|annual meeting|proceedings)\b/;
/** Journals whose names contain "proceedings". */
const JOURNAL =
  /proceedings of the (?:ieee$|acm on|vldb|royal|national academy|nutrition|american thoracic)|(?:mayo clinic|transplantation|federation) proceedings/;
const SUPPLEMENT = /\bsup(?:pl)?\b|supplement/i;

/**
 * The kind of a venue by its name: a trial register, a list of theses, a meeting, or probably a
 * journal.
 */
const kindOfVenue = memoize((venue): ReportForm | "" | "some" => {
  const place = fold(venue).replace(/\s+/g, " ").trim();
  if (REGISTER.test(place)) return "register entry";
  if (THESIS.test(place)) return "thesis";
  if (MEETING.test(place) && !JOURNAL.test(place)) return "conference";
  return place === "" ? "" : "some";
});

function formOf({ type, venue, volume, issue, pages, url }: BibRecord): ReportForm | undefined {
  const place = kindOfVenue(venue ?? "");
  const registered = place === "register entry" || (url !== undefined && REGISTER.test(fold(url)));
  if (type === "registration" || registered) return "register entry";
  if (type === "thesis" || place === "thesis") return "thesis";
  if (type === "conference paper" || type === "conference abstract") return "conference";
  if (type === "book" || type === "book chapter") return "book";
  const numbered = volume !== undefined || issue !== undefined;
  // Congress abstracts are printed in supplements of journals.
  const inSupplement = numbered && SUPPLEMENT.test(`${volume ?? ""} ${issue ?? ""}`);
  if (inSupplement || /^s\d/i.test(pages ?? "")) {
    return "conference";
  }
  if (place === "conference" && !numbered) return "conference";
  if (type === undefined || type === "other") {
    return place !== "" && numbered ? "article" : undefined;
  }
  return type === "preprint" || type === "dataset" || type === "report" ? undefined : "article";
}

const HINT = /(?:nct|ctn|ctr|trn|drks|umin|irct|ntr|act).{0,12}\d{3}/i;
const REGISTRATION =
  /\b(?:nct ?\d{8}|isrctn ?\d{8}|actrn ?\d{14}|chictr[- ]?[a-z]{0,12}[- ]?\d{8,10}|drks ?\d{8}|umin ?\d{9}|jprn-[a-z]{1,20}\d{9,20}|ctri\/\d{4}\/\d{2,3}\/\d{6}|irct ?\d{10,20}n?\d{0,20}|ntr ?\d{3,4}|eudract(?: (?:number|no\.?))?:? ?\d{4}-\d{6}-\d{2}|euctr\d{4}-\d{6}-\d{2})\b/g;

/** The registrations in title, ids and links. The abstract is ignored: it may name other trials. */
function registrationsOf({ title, accession, venue, url }: BibRecord): string | undefined {
  const written = [title, accession, venue, url].filter(Boolean).join(" ");
  // Few entries name a registration, and looking for every kind takes time.
  if (!HINT.test(written)) return undefined;
  const text = fold(written);
  const found = [...text.matchAll(REGISTRATION)].map(([number]) =>
    number.replace(/^(?:eudract(?: (?:number|no\.?))?:? ?|euctr)/, "eudract").replace(/[ -]/g, ""),
  );
  return found.length === 0 ? undefined : [...new Set(found)].sort().join(" ");
}

/** Patterns for DOIs of documents in numbered versions, with the document and its version. */
const VERSIONED: readonly RegExp[] = [
  /^10\.1002\/14651858\.(cd\d{6})(?:\.pub(\d+))?$/, // Cochrane reviews: none, pub2, pub3, …
  /^(10\.12688\/[a-z0-9]+\.\d+)\.(\d+)$/, // F1000Research, Wellcome Open Research, …
  /^(10\.7554\/elife\.\d+)(?:\.(\d+))?$/,
  /^(10\.21203\/rs\.\d\.rs-\d+)\/v(\d+)$/, // Research Square
  /^(10\.20944\/preprints\d+\.\d+)\.v(\d+)$/,
  /^(10\.26434\/chemrxiv[-.\w]*?)[-.]v(\d+)$/,
  /^(10\.\d+\/osf\.io\/\w+?)_v(\d+)$/,
];

function editionOf({ doi, venue, pages, accession }: BibRecord): {
  readonly document: string | undefined;
  readonly edition: number | undefined;
} {
  for (const pattern of VERSIONED) {
    const match = pattern.exec(doi ?? "");
    if (match !== null) return { document: match[1], edition: Number(match[2] ?? 1) };
  }
  if (/cochrane database/i.test(venue ?? "")) {
    const number = /\bcd\d{6}\b/i.exec(`${pages ?? ""} ${accession ?? ""}`)?.[0].toLowerCase();
    return { document: number ?? "cochrane", edition: undefined };
  }
  return { document: undefined, edition: undefined };
}
