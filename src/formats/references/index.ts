import type { CitedReference } from "../../core/records/cited-reference.ts";
import type { BibRecord } from "../../core/records/model.ts";
import { decodeLatex } from "../text/latex.ts";
import { readIds } from "./ids.ts";
import { readCrossrefXml, readObjects } from "./objects.ts";
import { readPubmedXml } from "./pubmed.ts";
import { readScopus } from "./scopus.ts";
import { readWebOfScience } from "./web-of-science.ts";

type Original = BibRecord["original"];

/** The references of one producer. To add one, write a file and list it here. */
interface ReferenceList {
  readonly name: string;
  /** What in its exports holds them, for docs. */
  readonly where: string;
  /** The references in an entry, whose tags may be written in any case. */
  read(entry: Original): CitedReference[];
}

/** Reads each value whose tag and text are those of a list. */
function inValues(
  tag: RegExp,
  value: RegExp,
  read: (value: string) => CitedReference[],
): ReferenceList["read"] {
  return (entry) => {
    const isBibtex = entry[0]?.[0].startsWith("@") === true && entry[0][0] !== "@type";
    return entry.flatMap(([name, text]) => {
      if (!tag.test(name.toLowerCase().replace(/[^a-z0-9]/g, ""))) return [];
      return value.test(text.slice(0, 200)) ? read(isBibtex ? decodeLatex(text) : text) : [];
    });
  };
}

/** Dimensions separates the parts of its references by `|`, and Ovid's `CR` is a copyright. */
const WITH_COMMAS = /^(?!.*\]\||\s*(?:copyright\b|©|\(c\)))\s*\S/is;
const IDS = /^[\s["]*(?:https?:\/\/openalex\.org\/W\d|\d{3}-\d{3}-\d{3}-\d{3}-\d{2}[\dX])/i;
const LIST_OF_OBJECTS = /^\s*\[\s*\{/;
const TEXT = /^(?!\s*\[|[\s"]*\d{3}-\d{3}-\d{3}-\d{3}-)\s*\S/;

/** The exports whose references slr reads. */
export const REFERENCE_LISTS: readonly ReferenceList[] = [
  {
    name: "Web of Science",
    where:
      "`CR` in plain text and in tables, `Cited-References` in BibTeX: choose the full record with cited references",
    read: inValues(/^(?:cr|citedreferences)$/, WITH_COMMAS, readWebOfScience),
  },
  {
    name: "Scopus",
    where:
      "the column `References` of CSV, `N1  - References:` of RIS, `references` of BibTeX: tick References in the export",
    read: (entry) => [
      ...inValues(/^references$/, TEXT, readScopus)(entry),
      ...inValues(/^n1$/, /^References:/i, readScopus)(entry),
    ],
  },
  {
    name: "The Lens",
    where: "the column `References`: ids of the Lens, which match records that came from the Lens",
    read: inValues(/^references$/, IDS, readIds),
  },
  {
    name: "OpenAlex",
    where: "`referenced_works`: ids of OpenAlex, which match records that came from OpenAlex",
    read: inValues(/^referencedworks$/, IDS, readIds),
  },
  {
    name: "Crossref",
    where: "`reference` in JSON and in CSL-JSON from doi.org, `citation_list` in UNIXREF XML",
    read: (entry) => [
      ...inValues(/^references?$/, LIST_OF_OBJECTS, readObjects)(entry),
      ...readCrossrefXml(entry),
    ],
  },
  {
    name: "PubMed",
    where: "`ReferenceList` in XML; its NBIB files have none",
    read: readPubmedXml,
  },
];

/** All references that an entry of an export carries. */
export function referencesIn(entry: Pick<BibRecord, "original">): CitedReference[] {
  return REFERENCE_LISTS.flatMap(({ read }) => read(entry.original));
}
