import type { BibRecord } from "../../records/model.ts";

/** What exports call the number of pages, in lower case and letters only. */
const COUNT_TAGS: ReadonlySet<string> = new Set([
  "numpages",
  "numberofpages",
  "pagecount",
  "pagetotal",
  "totalpages",
]);

/** More pages than a report has: an article number or a slip of the pen. */
const TOO_MANY = 10_000;

/** The number of pages that a record says, or that follows from its pages `12-34`; an article number says nothing. */
export function pageCount(record: BibRecord): number | undefined {
  return statedCount(record) ?? countOfRange(record.pages ?? "");
}

function statedCount({ original }: BibRecord): number | undefined {
  // In Web of Science's tagged exports PG is the count; in MEDLINE's, PG is the range.
  const webOfScience = original.some(([tag]) => tag === "UT");
  for (const [tag, value] of original) {
    const isCount =
      COUNT_TAGS.has(tag.toLowerCase().replace(/[^a-z]/g, "")) || (webOfScience && tag === "PG");
    const count = isCount ? /^(\d{1,4})(?:\s?p{0,2}\.?|\s?pages)$/i.exec(value.trim()) : null;
    if (count !== null && Number(count[1]) > 0) return Number(count[1]);
  }
  return undefined;
}

/** Pages of `12-34`, `123-9`, `S12-S15`, `235:1-235:12` or `3-9, 12`; a lone number may be an article number. */
function countOfRange(pages: string): number | undefined {
  const parts = pages
    .replace(/^(?:pp?|pages?)(?=[\s.])|[\s.]+/gi, "")
    .replace(/[-‐‑‒–—−]+/g, "-")
    .split(/[,;&+]/);
  let sum = 0;
  let ranges = 0;
  for (const part of parts) {
    const range =
      /^(?<prefix>[a-z]{0,4})(?<from>\d{1,7})-(?:\k<prefix>)?(?<to>\d{1,7})$/i.exec(part) ??
      /^(?<prefix>\d{1,7}:)(?<from>\d{1,4})-(?:\k<prefix>)?(?<to>\d{1,4})$/.exec(part);
    if (range?.groups) {
      const { from = "", to = "" } = range.groups;
      // `123-9` is short for 123-129.
      const last = Number(from.slice(0, Math.max(0, from.length - to.length)) + to);
      const count = last - Number(from) + 1;
      if (count < 1) return undefined;
      sum += count;
      ranges += 1;
    } else if (/^[a-z]{0,4}\d{1,7}$/i.test(part)) sum += 1;
    else return undefined;
  }
  return ranges > 0 && sum <= TOO_MANY ? sum : undefined;
}
