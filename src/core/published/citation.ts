import { parse } from "yaml";
import { z } from "zod";

/** What CITATION.cff says of a review. */
export interface Citation {
  readonly title?: string;
  readonly authors: readonly CitationAuthor[];
  /** An SPDX identifier, such as `CC-BY-4.0`. */
  readonly license?: string;
  /** As YYYY-MM-DD. */
  readonly released?: string;
  readonly doi?: string;
}

interface CitationAuthor {
  readonly name: string;
  readonly orcid?: string;
  readonly isPerson: boolean;
}

const text = z.string().trim().min(1);
const CitationFile = z.looseObject({
  title: text.optional(),
  authors: z
    .array(
      z.looseObject({
        "family-names": text.optional(),
        "given-names": text.optional(),
        name: text.optional(),
        orcid: text.optional(),
      }),
    )
    .optional(),
  license: z.union([text, z.array(text).min(1)]).optional(),
  "date-released": z.string().optional(),
  doi: text.optional(),
});

/** Reads CITATION.cff; undefined if it is none. */
export function parseCitation(cff: string): Citation | undefined {
  let data: unknown;
  try {
    data = parse(cff);
  } catch {
    return undefined;
  }
  const parsed = CitationFile.safeParse(data);
  if (!parsed.success) return undefined;
  const { title, authors = [], license, doi, "date-released": released } = parsed.data;
  const isDay = released !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(released);
  return {
    authors: authors.flatMap(
      ({ "family-names": family, "given-names": given, name, orcid }): CitationAuthor[] => {
        const person = [given, family].filter((part) => part !== undefined).join(" ");
        const full = person || name;
        if (full === undefined) return [];
        return [{ name: full, isPerson: person !== "", ...(orcid !== undefined && { orcid }) }];
      },
    ),
    ...(title !== undefined && { title }),
    ...(license !== undefined && { license: [license].flat()[0]! }),
    ...(isDay && { released }),
    ...(doi !== undefined && { doi }),
  };
}
