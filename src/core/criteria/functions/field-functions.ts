import {
  abstract,
  authorKeywords,
  authors,
  fullText,
  indexTerms,
  keywords,
  title,
  venue,
} from "../fields/index.ts";
import type { FieldFunction } from "./function.ts";

/** Where a term without a field function is searched, as in a database's search box. */
export const titleAbsKey: FieldFunction = {
  kind: "fields",
  name: "title-abs-key",
  description: "Terms in the title, the abstract or the keywords; the same as no function.",
  example: 'title-abs-key("language model*" OR LLM*)',
  fields: [title, abstract, keywords],
};

/** The functions that search fields, under the names that Scopus gave them. */
export const FIELD_FUNCTIONS: readonly FieldFunction[] = [
  {
    kind: "fields",
    name: "title",
    description: "Terms in the title.",
    example: "title(survey OR review)",
    fields: [title],
  },
  {
    kind: "fields",
    name: "abstract",
    aliases: ["abs"],
    description: "Terms in the abstract.",
    example: "abstract(random* NEAR/3 trial*)",
    fields: [abstract],
  },
  {
    kind: "fields",
    name: "keywords",
    aliases: ["key"],
    description: "Terms in a keyword or index term.",
    example: 'keywords("transfer learning")',
    fields: [keywords],
  },
  {
    kind: "fields",
    name: "author-keywords",
    aliases: ["authkey"],
    description:
      "Terms in a keyword of the authors; unknown where the export does not say whose it is.",
    example: 'author-keywords("additive manufacturing")',
    fields: [authorKeywords],
  },
  {
    kind: "fields",
    name: "index-terms",
    aliases: ["indexterms"],
    description:
      "Terms in a word of a thesaurus (MeSH, Emtree, …); unknown where the export does not say whose it is.",
    example: 'index-terms("status asthmaticus")',
    fields: [indexTerms],
  },
  titleAbsKey,
  {
    kind: "fields",
    name: "title-abs",
    description: "Terms in the title or the abstract.",
    example: "title-abs(pre-train*)",
    fields: [title, abstract],
  },
  {
    kind: "fields",
    name: "title-abs-authkey",
    description: "Terms in the title, the abstract or the authors' keywords, as PubMed's [tiab].",
    example: "title-abs-authkey(telemonitor*)",
    fields: [title, abstract, authorKeywords],
  },
  {
    kind: "fields",
    name: "full-text",
    aliases: ["fulltext"],
    description: "Terms in the text of the report.",
    example: 'full-text("ethics committee")',
    fields: [fullText],
  },
  {
    kind: "fields",
    name: "venue",
    aliases: ["srctitle"],
    description: "Terms in the name of the journal, proceedings, book or repository.",
    example: "venue(workshop*)",
    fields: [venue],
  },
  {
    kind: "fields",
    name: "authors",
    aliases: ["auth"],
    description: "Terms in the name of an author.",
    example: 'authors("Page M*")',
    fields: [authors],
  },
];
