import type { DescribedSearch } from "../../search/described-searches.ts";
import { type MethodsPart, paragraphOf, stated } from "../methods-part.ts";
import { type Block, dayInWords, listed, type Piece, type Sentence, say } from "../sentence.ts";
import { searchesWithString } from "./sources.ts";

/** How the sources were searched; the strings themselves stand at the end. */
export const searchStringsPart: MethodsPart = {
  heading: "Search strategy",
  says: "that the strings are given in full; limits and filters of each search",
  items: "PRISMA 2020 item 7; PRISMA-S 8, 9",
  leaves:
    "limits; filters and strings of earlier work (PRISMA-S 10, 11); peer review of the strings (PRISMA-S 14)",
  write(methods) {
    const searches = searchesWithString(methods);
    if (searches.length === 0) return [];
    const limited = searches.filter(({ limits }) => limits !== undefined);
    const open = searches.filter(({ limits }) => limits === undefined);
    return paragraphOf([
      ...(searches.some(({ query }) => query !== undefined)
        ? [say`The search strings are given in full below.`]
        : []),
      ...(limited.length === 0
        ? []
        : [
            say`Limits beyond the strings: ${listed(
              limited.map(({ source, limits = "" }) => `${source}, ${limits}`),
              "; ",
            )}.`,
          ]),
      ...(open.length === 0 ? [] : [limitsGap(open)]),
      stated(methods, "earlier-work"),
      stated(methods, "peer-review"),
    ]);
  },
};

function limitsGap(searches: readonly DescribedSearch[]): Sentence {
  const names = [...new Set(searches.map(({ source }) => source))];
  return [
    {
      gap: `limits of the searches of ${names.join(", ")}, or that there were none`,
      where: `\`limits\` of ${names.length === 1 ? "the source" : "each source"} in slr.yaml`,
    },
    ".",
  ];
}

/** The strings in full, for an appendix. */
export const appendixPart: MethodsPart = {
  heading: "Search strings",
  says: "every search string as it was run; the prompts of programs",
  items: "PRISMA 2020 item 7; PRISMA-S 8; RAISE (prompts)",
  leaves: "the string of a search",
  write(methods) {
    const strings = searchesWithString(methods).map(
      ({ source, searched, query }): Block => ({
        kind: "quote",
        title: searched === undefined ? source : `${source}, ${dayInWords(searched)}`,
        text: stringOf(source, query),
      }),
    );
    const prompts = [...methods.automation].flatMap(([name, { prompt }]): Block[] =>
      prompt === undefined ? [] : [{ kind: "quote", title: `Prompt of ${name}`, text: prompt }],
    );
    return [...strings, ...prompts];
  },
};

function stringOf(source: string, query: string | undefined): Piece {
  if (query !== undefined && query.trim() !== "") return query.trim();
  return {
    gap: `search string of ${source}`,
    where: `\`query\` of the source ${source} in slr.yaml`,
  };
}
