import type { CitedReference } from "../../core/records/cited-reference.ts";
import { comparableDoi, findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author } from "../../core/records/model.ts";
import { findArxivId, stated } from "../../core/records/normalize.ts";
import { referenceOf, yearAlone } from "./reference.ts";

/**
 * The list of Web of Science (`CR`): a reference on each line, or `;` between them. There is no title:
 * `Finn RS, 2016, J CLIN ONCOL, V34, P507, DOI 10.1200/JCO.2016.34.15`.
 */
export function readWebOfScience(value: string): CitedReference[] {
  return value
    .replace(/^\{|\}$/g, "")
    .split("\n")
    .flatMap((line) => line.split(/;\s{1,5}(?![^[\]]{0,500}\])/))
    .map((text) => text.trim().replace(/\.$/, ""))
    .filter((text) => text !== "")
    .map(readReference);
}

function readReference(written: string): CitedReference {
  const [, before = written, identifiers = ""] =
    /^(.*?)(?:,\s*((?:DOI|arXiv)\b.*))?$/is.exec(written) ?? [];
  const parts = before.split(/,\s+/).map((part) => part.trim());
  const yearAt = parts.slice(0, 4).findIndex((part) => yearAlone(part) !== undefined);
  const who = yearAt < 0 ? parts.slice(0, 1) : parts.slice(0, yearAt);
  const rest = parts.slice(yearAt < 0 ? 1 : yearAt + 1);
  const numbered = (pattern: RegExp) =>
    stated(rest.flatMap((part) => pattern.exec(part)?.[1] ?? [])[0]);
  const venue = rest.find((part) => !NUMBERED.test(part) && /\p{L}/u.test(part));
  return referenceOf(written, {
    doi: onlyDoi(identifiers),
    arxiv: findArxivId(identifiers) ?? arxivIn(before),
    authors: authorsOf(who),
    year: yearAt < 0 ? undefined : yearAlone(parts[yearAt]!),
    venue,
    volume: numbered(/^V(\d[\w-]*)$/),
    pages: numbered(/^[Pp]([A-Za-z]{0,2}\d[\w-]*)$/) ?? numbered(/^ART(?:N|\.)?\s+(\S+)$/i),
  });
}

/** Volume, page, article number or chapter. */
const NUMBERED = /^(?:V\d|[Pp][A-Za-z]{0,2}\d|ART(?:N|\.)?\s|CH\d|\d)/;

/** `DOI [10.1/a, DOI 10.1/a]`: one DOI in two spellings. Two DOIs name two things, so neither counts. */
function onlyDoi(text: string): string | undefined {
  const dois = text.split(/[[\],]\s*(?:DOI\s+)?/).flatMap((part) => findDoi(part) ?? []);
  const different = new Map(dois.map((doi) => [comparableDoi(doi), doi]));
  return different.size === 1 ? [...different.values()][0] : undefined;
}

/** `ARXIV190908053` is arXiv:1909.08053. */
function arxivIn(text: string): string | undefined {
  const digits = /\bARXIV(\d{4})\.?(\d{4,5})\b/i.exec(text);
  return digits === null ? undefined : findArxivId(`arXiv:${digits[1]}.${digits[2]}`);
}

/** `Finn RS`, `Douxchamps Sabine`; nobody for `[Anonymous]`, a group for `*WHO`. */
function authorsOf(parts: readonly string[]): Author[] {
  const name = parts.join(", ");
  if (name === "" || /^\[?anonymous\]?$/i.test(name)) return [];
  if (name.startsWith("*")) return [{ family: name.slice(1).trim() }];
  if (parts.length === 2) return [{ family: parts[0]!, given: parts[1]! }];
  // The family name stands first, and only initials show where it ends.
  const [, family = name, given] = /^(.{1,80}?)\s{1,5}((?:\p{Lu}\.?[ -]?){1,4})$/u.exec(name) ?? [];
  return [{ family, ...(given !== undefined && { given: given.trim() }) }];
}
