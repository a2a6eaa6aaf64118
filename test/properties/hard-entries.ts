import fc from "fast-check";
import { type DedupeKeys, dedupeKeys } from "../../src/core/dedupe/keys.ts";
import type { BibRecord } from "../../src/core/records/model.ts";
import { aRecord } from "../core/records/records.ts";

type Fields = NonNullable<Parameters<typeof aRecord>[0]>;

const AUTHORS = ["Novak, Petra", "Lindqvist, Arne", "Sørensen, Kåre"];

/** A few studies, as many ways to be told apart or not: titles that many works share among them. */
const STUDIES: readonly Fields[] = [
  { title: "Early mobilisation after hip fracture: a randomised trial", authors: AUTHORS },
  { title: "Early mobilisation after hip replacement: a randomised trial", authors: AUTHORS },
  { title: "Editorial", authors: ["Ruiz, M."] },
  { title: "Physical training for asthma", authors: ["Ramsay, F.", "Pickett, J."] },
  { title: "Adaptive join ordering for streaming queries", authors: ["Talvik, R.", "Okoye, S."] },
  { authors: AUTHORS },
];

/** Where and in what form a report of the study is printed; the year is beside it. */
const FORMS: readonly Fields[] = [
  { type: "article", venue: "Bone Practice", volume: "22", issue: "3", pages: "310-319" },
  {},
  { venue: "Bone Pract", volume: "22", pages: "310-9", doi: "10.1000/bp.310" },
  { type: "article", venue: "Bone Practice", volume: "22", issue: "4", pages: "402-411" },
  { type: "preprint", venue: "medRxiv", doi: "10.1101/2020.05.01.200001" },
  { venue: "arXiv", arxiv: "2005.00001" },
  { type: "conference abstract", venue: "Bone Reports", issue: "Suppl 1", pages: "S44" },
  { venue: "Neuropharmacology Congress", doi: "10.1000/supplement.218", pages: "S197-S313" },
  { type: "thesis", venue: "University of Graz" },
  { venue: "https://clinicaltrials.gov/show/NCT01234567", accession: "NCT01234567" },
  { venue: "https://clinicaltrials.gov/show/NCT07654321", accession: "NCT07654321" },
  { venue: "Cochrane Database of Systematic Reviews", doi: "10.1002/14651858.cd001234.pub2" },
  { venue: "Cochrane Database of Systematic Reviews", pages: "CD001234" },
  { venue: "Deutsche Altersmedizin", language: "de", doi: "10.1000/dam.1", pages: "1-8" },
  { venue: "German Geriatrics", language: "en", doi: "10.1000/ggi.21", pages: "21-27" },
  { pmid: "12345678", venue: "Bone Practice" },
];

/** What databases do to a title. */
const TITLES: readonly ((title: string) => string | undefined)[] = [
  (title) => title,
  (title) => title.toUpperCase(),
  (title) => `[${title}.]`,
  (title) => `${title}. [Review] [33 refs]`,
  (title) => title.split(":")[0],
  (title) => `Erratum: ${title}`,
  (title) => `${title} - Reply`,
  (title) => `${title}. Part II`,
  (title) => title.replace("i", "1"),
  () => undefined,
];

/** Any of these, the first one more often. */
function often<Value>(values: readonly Value[], times: number): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: times, arbitrary: fc.constant(values[0]!) },
    { weight: values.length, arbitrary: fc.constantFrom(...values) },
  );
}

/** Entries of few studies in many forms: duplicates, near-misses, versions, and what says nothing. */
const hardRecord: fc.Arbitrary<BibRecord> = fc
  .record({
    study: often(STUDIES, 6),
    form: often(FORMS, 3),
    rename: often(TITLES, 12),
    authors: fc.constantFrom<(names: readonly string[]) => readonly string[]>(
      (names) => names,
      (names) => names.slice(0, 1),
      (names) => names.map((name) => `${name.split(",")[0]}, ${name.split(", ")[1]?.[0]}.`),
      () => [],
    ),
    year: fc.constantFrom(undefined, 2012, 2020, 2021),
    abstract: fc.constantFrom(undefined, "We followed forty children for ten years.", "Aims."),
  })
  .map(({ study, form, rename, authors, year, abstract }) => {
    const title = study.title === undefined ? undefined : rename(study.title);
    const { title: _, ...rest } = study;
    return aRecord({
      ...rest,
      ...form,
      authors: authors(study.authors ?? []),
      ...(title !== undefined && { title }),
      ...(year !== undefined && { year }),
      ...(abstract !== undefined && { abstract }),
    });
  });

export const hardRecords = fc.array(hardRecord, { minLength: 2, maxLength: 12 });

export function keysOfAll(records: readonly BibRecord[]): DedupeKeys[] {
  return records.map(dedupeKeys);
}
