import type { Citation } from "../../core/published/citation.ts";
import type { PublishedFile } from "./published-files.ts";

/** What describes the copy as a whole. */
export interface CrateDescription {
  readonly title: string;
  readonly question: string;
  readonly citation: Citation;
  /** The day of publication, as YYYY-MM-DD. */
  readonly date: string;
  /** The version of slr that made the copy. */
  readonly version: string;
}

/** A file of the copy with its size and hash. */
export interface DescribedFile extends Pick<PublishedFile, "path" | "about"> {
  readonly bytes: number;
  readonly sha256: string;
}

/** The metadata of the copy as RO-Crate 1.1 (https://w3id.org/ro/crate/1.1). */
export function roCrate(
  { title, question, citation, date, version }: CrateDescription,
  files: readonly DescribedFile[],
): string {
  const { license, doi } = citation;
  const authors = citation.authors.map(({ name, orcid, isPerson }, at) => ({
    "@id": orcid ?? `#author-${at + 1}`,
    "@type": isPerson ? "Person" : "Organization",
    name,
  }));
  const licensed = license && {
    "@id": `https://spdx.org/licenses/${encodeURIComponent(license)}`,
    "@type": "CreativeWork",
    name: license,
    description: `The licence with the SPDX identifier ${license}`,
  };
  const software = {
    "@id": "#slr",
    "@type": "SoftwareApplication",
    name: "slr",
    version,
  };
  const idOf = ({ "@id": id }: { readonly "@id": string }) => ({ "@id": id });
  const graph = [
    {
      "@id": "ro-crate-metadata.json",
      "@type": "CreativeWork",
      conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
      about: { "@id": "./" },
    },
    {
      "@id": "./",
      "@type": "Dataset",
      name: title,
      description: `A systematic review, from its searches to the included studies: protocol, decisions, boxes and flow, without texts of third parties.${question === "" ? "" : ` Question: ${question}`}`,
      datePublished: date,
      license: licensed
        ? idOf(licensed)
        : "No licence is stated. Name one in CITATION.cff before you publish.",
      ...(authors.length > 0 && { author: authors.map(idOf) }),
      ...(doi !== undefined && { identifier: `https://doi.org/${doi}` }),
      keywords: ["systematic review", "PRISMA 2020", "screening"],
      hasPart: files.map(({ path }) => ({ "@id": encodeURI(path) })),
    },
    ...files.map(({ path, about, bytes, sha256 }) => ({
      "@id": encodeURI(path),
      "@type": "File",
      name: path,
      description: about,
      encodingFormat: mediaTypeOf(path),
      contentSize: String(bytes),
      sha256,
    })),
    {
      "@id": "#publish",
      "@type": "CreateAction",
      name: "slr publish",
      instrument: idOf(software),
      result: { "@id": "./" },
    },
    software,
    ...authors,
    ...(licensed ? [licensed] : []),
  ];
  const crate = {
    // The context of 1.1 has no term for hashes.
    "@context": [
      "https://w3id.org/ro/crate/1.1/context",
      { sha256: "https://w3id.org/ro/terms/workflow-run#sha256" },
    ],
    "@graph": graph,
  };
  return `${JSON.stringify(crate, null, 2)}\n`;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  bib: "application/x-bibtex",
  csv: "text/csv",
  json: "application/json",
  jsonl: "application/jsonl",
  lock: "application/json",
  md: "text/markdown",
  ris: "application/x-research-info-systems",
  svg: "image/svg+xml",
};

function mediaTypeOf(path: string): string {
  const ending = path.slice(path.lastIndexOf(".") + 1);
  if (ending === "yaml" || ending === "cff") return "application/yaml";
  return Object.hasOwn(MEDIA_TYPES, ending) ? MEDIA_TYPES[ending]! : "text/plain";
}
