import { fold, normalizeTitle } from "../../records/normalize.ts";
import { compareText } from "../../records/problem.ts";
import type { ScreenedRecord } from "../../screening/results.ts";

/** A file whose name matches the report of one record. */
export interface MatchedReport {
  readonly file: string;
  readonly record: ScreenedRecord;
}

export interface MatchedReports {
  readonly matched: readonly MatchedReport[];
  /** Files that match no single record, and why. */
  readonly unmatched: readonly { readonly file: string; readonly why: string }[];
}

/** Shorter beginnings of titles fit too many records. */
const SHORTEST_TITLE = 12;

/** `Huang et al. - 2019 - GPipe.pdf` (Zotero), `Huang-2019-GPipe.pdf` (EndNote). */
const NAMED =
  /^(?<author>.{1,120}?)\s{0,5}-\s{0,5}(?<year>(?:19|20)\d{2})\s{0,5}-\s{0,5}(?<title>.{1,400})$/u;

/**
 * Matches files to records by name: by the key, or by the first author, year and title, which
 * reference managers cut off. A file that fits several records, and a record that several files
 * fit, are left to people.
 */
export function matchReports(
  files: readonly string[],
  records: readonly ScreenedRecord[],
): MatchedReports {
  // Grouped by the first letters of the title, so that each file is compared with few records.
  const byTitle = new Map<string, ScreenedRecord[]>();
  const byKey = new Map(records.map((record) => [record.key as string, record]));
  for (const record of records) {
    const start = startOf(normalizeTitle(record.summary.title));
    byTitle.set(start, [...(byTitle.get(start) ?? []), record]);
  }
  const found = [...files].sort(compareText).map((file) => {
    const name = file.replace(/^.*\//, "").replace(/\.pdf$/i, "");
    const own = byKey.get(name);
    if (own !== undefined) return { file, fitting: [own] };
    const parts = NAMED.exec(name)?.groups;
    const title = normalizeTitle(parts?.title ?? "");
    if (parts === undefined || title.length < SHORTEST_TITLE) return { file, fitting: undefined };
    const fitting = (byTitle.get(startOf(title)) ?? []).filter(({ summary }) =>
      fits(summary, { author: parts.author!, year: Number(parts.year), title }),
    );
    return { file, fitting };
  });
  const uses = new Map<string, number>();
  for (const { fitting } of found)
    if (fitting?.length === 1) uses.set(fitting[0]!.key, (uses.get(fitting[0]!.key) ?? 0) + 1);

  const matched: MatchedReport[] = [];
  const unmatched: { file: string; why: string }[] = [];
  for (const { file, fitting } of found) {
    const [record] = fitting ?? [];
    if (fitting === undefined)
      unmatched.push({ file, why: "its name is neither a key nor `Author - Year - Title`" });
    else if (record === undefined)
      unmatched.push({ file, why: "no report to fetch has this author, year and title" });
    else if (fitting.length > 1)
      unmatched.push({ file, why: `it fits ${fitting.map(({ key }) => key).join(" and ")}` });
    else if (uses.get(record.key)! > 1)
      unmatched.push({ file, why: `another file fits ${record.key}, too` });
    else matched.push({ file, record });
  }
  return { matched, unmatched };
}

function startOf(title: string): string {
  return title.slice(0, SHORTEST_TITLE);
}

/** An absent year or author of the record is evidence neither for it nor against it. */
function fits(
  { title, year, authors }: ScreenedRecord["summary"],
  file: { readonly author: string; readonly year: number; readonly title: string },
): boolean {
  const family = fold(authors.split(/[,;]/, 1)[0] ?? "").trim();
  return (
    normalizeTitle(title).startsWith(file.title) &&
    (year === undefined || year === file.year) &&
    (family === "" || fold(file.author).includes(family))
  );
}
