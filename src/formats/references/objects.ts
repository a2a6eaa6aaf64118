import type { CitedReference } from "../../core/records/cited-reference.ts";
import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author } from "../../core/records/model.ts";
import { findArxivId, findPmid, parseAuthor } from "../../core/records/normalize.ts";
import { sentencesOf } from "./free-text.ts";
import { referenceOf, yearAlone } from "./reference.ts";

/** What a reference of Crossref may say, by its names. */
type Fields = Readonly<Record<string, string | undefined>>;

/** The names in Crossref's UNIXREF XML, by those in its JSON. */
const XML_NAMES: Readonly<Record<string, string>> = {
  doi: "DOI",
  cYear: "year",
  journal_title: "journal-title",
  article_title: "article-title",
  volume_title: "volume-title",
  series_title: "series-title",
  first_page: "first-page",
  unstructured_citation: "unstructured",
};

/** Crossref's references, which CSL-JSON from doi.org has, too; and those of Semantic Scholar. */
export function readObjects(value: string): CitedReference[] {
  const list = parsedList(value);
  return list.flatMap((item): CitedReference[] => {
    if (typeof item !== "object" || item === null) return [];
    const fields: Record<string, string> = {};
    for (const [name, field] of Object.entries(item)) {
      if (typeof field === "string" && field !== "") fields[name] = field;
      else if (typeof field === "number") fields[name] = String(field);
    }
    const ids = (item as { externalIds?: unknown }).externalIds;
    if (typeof ids === "object" && ids !== null)
      for (const [name, id] of Object.entries(ids))
        if (typeof id === "string" || typeof id === "number") fields[name] ??= String(id);
    return Object.keys(fields).length === 0 ? [] : [fromFields(fields)];
  });
}

function parsedList(value: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** The leaves of Crossref's XML below a `citation`, grouped by their keys. */
export function readCrossrefXml(
  leaves: readonly (readonly [path: string, value: string])[],
): CitedReference[] {
  const references: CitedReference[] = [];
  let fields: Record<string, string> | undefined;
  const close = () => {
    if (fields !== undefined && Object.keys(fields).length > 0) references.push(fromFields(fields));
  };
  for (const [path, value] of leaves) {
    const name = /citation_list\/citation(?:@key|\/([^/@]+))$/.exec(path);
    if (name === null) continue;
    if (name[1] === undefined) {
      close();
      fields = {};
    } else if (fields !== undefined) fields[XML_NAMES[name[1]] ?? name[1]] ??= value;
  }
  close();
  return references;
}

function fromFields(fields: Fields): CitedReference {
  const { unstructured = "" } = fields;
  const title = fields["article-title"] ?? fields["volume-title"] ?? fields.title;
  const written =
    unstructured ||
    [
      fields.author,
      fields.year,
      title,
      fields["journal-title"],
      fields.volume,
      fields["first-page"],
    ]
      .filter((part) => part !== undefined)
      .join(", ") ||
    (fields.DOI ?? "");
  return referenceOf(written, {
    doi: findDoi(fields.DOI ?? unstructured),
    pmid: findPmid(fields.PubMed ?? ""),
    arxiv:
      findArxivId(fields.ArXiv === undefined ? "" : `arXiv:${fields.ArXiv}`) ??
      (/arxiv/i.test(unstructured)
        ? findArxivId(unstructured.slice(unstructured.search(/arxiv/i)))
        : undefined),
    authors: authorsOf(fields.author),
    year: yearAlone(fields.year ?? "") ?? sentencesOf(unstructured).year,
    titles: title === undefined ? sentencesOf(unstructured).titles : [title],
    venue: fields["journal-title"] ?? fields["series-title"] ?? fields.venue,
    volume: fields.volume,
    issue: fields.issue,
    pages: fields["first-page"],
  });
}

/** `H Bastian`, `Bastian`, `Bastian H.`: Crossref gives the first author only. */
function authorsOf(name: string | undefined): Author[] {
  if (name === undefined) return [];
  const [, behind] = /^(?:\p{Lu}\.?[ -]?){1,3}\s(\p{L}[\p{L}'’ -]+)$/u.exec(name) ?? [];
  if (behind !== undefined) return [{ family: behind }];
  const [, before, given] = /^(\p{L}[\p{L}'’ -]+?),?\s((?:\p{Lu}\.?[ -]?){1,3})$/u.exec(name) ?? [];
  if (before !== undefined && given !== undefined) return [{ family: before, given: given.trim() }];
  const parsed = parseAuthor(name);
  return parsed === undefined ? [] : [parsed];
}
