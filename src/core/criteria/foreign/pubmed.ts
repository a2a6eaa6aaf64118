import { ownValue } from "../../records/own-value.ts";
import type { ForeignForm } from "./form.ts";
import { type Codes, explainCode } from "./meanings.ts";

export const PUBMED_TAGS: Codes = {
  ti: "title",
  title: "title",
  ab: "abstract",
  tiab: "titleAbstractKeywords",
  "title/abstract": "titleAbstractKeywords",
  tw: "everywhere",
  "text word": "everywhere",
  "text words": "everywhere",
  all: "everywhere",
  "all fields": "everywhere",
  ot: "authorKeywords",
  "other term": "authorKeywords",
  mh: "exploded",
  mesh: "exploded",
  "mesh terms": "exploded",
  "mh:noexp": "heading",
  "mesh:noexp": "heading",
  "mesh terms:noexp": "heading",
  majr: "major",
  "mesh major topic": "major",
  "majr:noexp": "major",
  sh: "subheading",
  "mesh subheading": "subheading",
  au: "authors",
  author: "authors",
  "1au": "authors",
  ta: "venueShort",
  journal: "venueShort",
  dp: "year",
  pdat: "year",
  "publication date": "year",
  "date - publication": "year",
  la: "language",
  lang: "language",
  language: "language",
  pt: "type",
  ptyp: "type",
  "publication type": "type",
  doi: "doi",
  aid: "doi",
};

/** `asthma[tiab]`, `"knee pain"[tiab:~2]`, `"Hearing Loss"[Mesh]`. */
export const PUBMED: readonly ForeignForm[] = [
  {
    pattern: /\[(?<tag>[\p{L}\p{N}][^[\]\n]{0,60})\]/giu,
    explain: ({ text, groups: { tag = "" } }) => {
      const name = tag.toLowerCase().trim();
      const distance = /:~(?<words>\d{1,3})$/.exec(name)?.groups?.words;
      if (distance !== undefined)
        return {
          what: `a tag of PubMed (words near each other, in any order, at most ${distance} between two)`,
          hint: `For two words write the first NEAR/${distance} the second inside of title(…) or title-abs(…). For more, slr has pairs only.`,
        };
      // A range of years or a limit in brackets belongs to another database.
      const meaning = ownValue(PUBMED_TAGS, name);
      if (/^\d|\sto\s/.test(name) && meaning === undefined) return undefined;
      return meaning === undefined
        ? {
            what: "a tag of PubMed",
            hint: `slr has functions around terms and comparisons of fields: title(…), year >= 2019. It has nothing for ${text}.`,
          }
        : explainCode("a field tag of PubMed", meaning);
    },
  },
];
