import type { SearchRound, SourcePlan } from "../../../core/protocol/protocol.ts";
import type { SourceKind } from "../../../core/records/model.ts";
import { compareText } from "../../../core/records/problem.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlLines, htmlText } from "../../html/html-text.ts";
import { notStated } from "../record-cells.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

const KIND = {
  database: "database",
  register: "register",
  website: "website",
  organisation: "organisation",
  "citation-searching": "citation searching",
} as const satisfies Record<SourceKind, string>;

/** A search of a source, or a source that the protocol does not describe. */
interface SearchRow {
  readonly name: string;
  readonly kind: SourceKind;
  readonly plan?: SourcePlan;
  readonly search?: SearchRound;
  readonly entries: number;
  readonly files: readonly string[];
}

/** The searches as PRISMA-S asks for them: platform, date, string and number of records. */
export const sourcesSection: ReportSection = {
  id: "sources",
  title: "Sources and searches",
  render(report) {
    const rows = searchRows(report);
    const table = htmlTable(COLUMNS, rows, {
      caption: `${plural(new Set(rows.map(({ name }) => name)).size, "source")}, ${plural(report.review.results.ledger.length, "entry")}, as PRISMA-S asks for them.`,
    });
    const queries = rows.filter(({ plan }) => plan?.kind !== "organisation");
    return `${table}\n<h3>Search strings</h3>\n${queries.map(queryHtml).join("\n")}`;
  },
};

const COLUMNS: readonly HtmlColumn<SearchRow>[] = [
  { name: "Source", cell: ({ name }) => htmlText(name) },
  { name: "Kind", cell: ({ kind }) => KIND[kind] },
  {
    name: "Platform",
    cell: ({ plan, name, kind }) =>
      plan?.platform === undefined
        ? kind === "database" || kind === "register"
          ? notStated(`platform of ${name}`)
          : ""
        : htmlText(plan.platform),
  },
  {
    name: "Searched",
    cell: ({ search, name }) =>
      search?.searched === undefined
        ? notStated(`date of the search of ${name}`)
        : htmlText(search.searched),
  },
  { name: "Entries", kind: "number", cell: ({ entries }) => formatCount(entries) },
  {
    name: "Expected",
    kind: "number",
    cell: ({ search }) => (search?.expected === undefined ? "" : formatCount(search.expected)),
  },
  { name: "Files", kind: "path", cell: ({ files }) => files.map(htmlText).join("<br>") },
];

function queryHtml({ name, search, plan }: SearchRow): string {
  const round =
    plan !== undefined && search !== undefined && plan.searches.length > 1
      ? `, search ${plan.searches.indexOf(search) + 1}`
      : "";
  const query = search?.query?.trim() ?? "";
  const text =
    query === "" ? `<p>${notStated(`search string of ${name}`)}` : `<pre>${htmlLines(query)}</pre>`;
  return `<h4>${htmlText(name)}${round}</h4>\n${text}`;
}

/** Every search of the protocol in its order, then sources that only the exports name. */
function searchRows({ protocol, review }: ReportedReview): SearchRow[] {
  const { files, entries } = review.identified;
  const rows = protocol.sources.flatMap((plan) =>
    plan.searches.map((search, at): SearchRow => {
      const own = new Set(
        files.flatMap(({ file }, index) =>
          file.source === plan && (file.round ?? 0) === at ? [index] : [],
        ),
      );
      return {
        name: plan.name,
        kind: plan.kind,
        plan,
        search,
        entries: entries.filter(({ file }) => own.has(file)).length,
        files: [...own].map((index) => files[index]!.path),
      };
    }),
  );
  const planned = new Set(protocol.sources.map(({ name }) => name));
  const others = new Map<string, SearchRow>();
  for (const { source, kind, file } of entries) {
    if (planned.has(source)) continue;
    const row = others.get(source) ?? { name: source, kind, entries: 0, files: [] };
    const { path } = files[file]!;
    others.set(source, {
      ...row,
      entries: row.entries + 1,
      files: row.files.includes(path) ? row.files : [...row.files, path],
    });
  }
  return [...rows, ...[...others.values()].sort((a, b) => compareText(a.name, b.name))];
}
