import type { SetRecall } from "../../../core/overviews/search/recall.ts";
import type { SearchOverview } from "../../../core/overviews/search/search-overview.ts";
import { formatCount, formatTenths, plural } from "../../../core/records/text/plural.ts";
import { plainText } from "../../text/plain-text.ts";

/** A share from 0 to 1, which text shows in percent. */
export interface Share {
  readonly share: number;
}

/** A number of records that was estimated, which has one decimal. */
export interface Estimate {
  readonly estimate: number;
}

export type Cell = string | number | Share | Estimate;

/** A table of what searches found, for every form of output. */
export interface SearchTable {
  readonly part: SearchPart;
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What a reader must know of it, a paragraph each. */
  readonly notes: readonly string[];
}

/** The parts of `slr search` that can be asked for alone. */
export const SEARCH_PARTS = ["overlap", "recall", "missed", "terms", "sources"] as const;
export type SearchPart = (typeof SEARCH_PARTS)[number];

/** All tables of an overview, in the order of its parts. */
export function searchTables(overview: SearchOverview): SearchTable[] {
  return [
    sourcesTable(overview),
    combinationsTable(overview),
    ...overview.recall.flatMap((recall) => recallTables(recall, overview)),
    ...missedTable(overview),
    termsTable(overview),
    searchesTable(overview),
  ];
}

/** A cell as people read it. */
export function shownCell(cell: Cell): string {
  if (typeof cell === "string") return plainText(cell);
  if (typeof cell === "number") return formatCount(cell);
  return "share" in cell ? `${(100 * cell.share).toFixed(1)} %` : formatTenths(cell.estimate);
}

function sourcesTable({ overlap }: SearchOverview): SearchTable {
  return {
    part: "overlap",
    title: "What each source contributed",
    header: ["source", "records", "only here", "included", "included, only here"],
    rows: overlap.sources.map(({ name, records, alone, included, includedAlone }) => [
      name,
      records,
      alone,
      included,
      includedAlone,
    ]),
    notes: [],
  };
}

function combinationsTable({ overlap }: SearchOverview): SearchTable {
  return {
    part: "overlap",
    title: "Records by the sources that found them",
    header: ["sources", "records", "included"],
    rows: overlap.combinations.map(({ sources, records, included }) => [
      sources.join(" + "),
      records,
      included,
    ]),
    notes: [],
  };
}

const SETS = {
  "known-relevant": { title: "the known-relevant reports", noun: "known-relevant report" },
  included: { title: "the included reports", noun: "included report" },
} as const;

function recallTables(recall: SetRecall, { strings }: SearchOverview): SearchTable[] {
  const { set, bySource, byString } = recall;
  const { title, noun } = SETS[set.name];
  const size = set.members.length;
  const seeds =
    set.seeds === 0
      ? []
      : [
          `${plural(set.seeds, noun)} ${set.seeds === 1 ? "is" : "are"} left out: the search strings were written with ${set.seeds === 1 ? "it" : "them"}.`,
        ];
  const nothing = set.name === "included" ? ["No report is included yet."] : [];
  if (size === 0)
    return [...seeds, ...nothing].length === 0
      ? []
      : [
          {
            part: "recall",
            title: `Recall of ${title}`,
            header: [],
            rows: [],
            notes: seeds.length > 0 ? seeds : nothing,
          },
        ];
  const followed = bySource.flatMap(({ source, seeds: own }) =>
    own === 0
      ? []
      : [`Without the ${plural(own, "report")} from which ${source} followed citations.`],
  );
  const relative =
    set.name === "included"
      ? [
          "These are shares of what all sources found together, so they are higher than the recall among everything that exists.",
        ]
      : [];
  return [
    {
      part: "recall",
      title: `Recall of ${title}, by source (${formatCount(size)})`,
      header: ["source", "found", "of", "recall", "95 % from", "to"],
      rows: bySource.map(({ source, found, of, interval }) => [
        source,
        found,
        of,
        ...shares(found, of, interval),
      ]),
      notes: [...seeds, ...followed, ...relative],
    },
    ...(byString.length === 0
      ? []
      : [
          {
            part: "recall" as const,
            title: `Recall of ${title}, by search string run on their texts (${formatCount(size)})`,
            header: [
              "search string",
              "found",
              "no match",
              "missed",
              "unknown",
              "recall from",
              "recall to",
              "95 % from",
              "to",
            ],
            rows: byString.map(({ string, found, returnedOnly, missed, unknown, share }) => [
              string,
              found,
              returnedOnly,
              missed.length,
              unknown,
              ...(share === undefined
                ? ["", "", "", ""]
                : [share.least, share.most, ...share.interval].map((one) => ({ share: one }))),
            ]),
            notes: stringNotes(recall, strings),
          },
        ]),
  ];
}

function shares(
  found: number,
  of: number,
  interval: readonly [number, number] | undefined,
): Cell[] {
  if (interval === undefined) return ["", "", ""];
  return [{ share: found / of }, { share: interval[0] }, { share: interval[1] }];
}

function stringNotes({ byString }: SetRecall, strings: SearchOverview["strings"]): string[] {
  const refused = strings.flatMap(({ name, refused: why }) =>
    why === undefined ? [] : [`${name}: unknown. ${why.message}`],
  );
  const headings = strings.flatMap(({ name, headings: own, query }) =>
    own.length === 0 || query === undefined
      ? []
      : [
          `${name} asks for ${plural(own.length, "subject heading")} (${own.join(", ")}), which exports do not carry or carry only in part. A record that only they could find is unknown, not missed.`,
        ],
  );
  const fields = strings.flatMap(({ name, fields: own, query }) =>
    own.length === 0 || query === undefined
      ? []
      : [
          `${name} looks in more fields than exports hold (${own.join(", ")}). A record whose title, abstract and keywords do not show the terms is unknown, not missed.`,
        ],
  );
  const returnedOnly = byString.some((one) => one.returnedOnly > 0)
    ? [
        "No match: its own search returned the report, which counts as found, although the text in the exports does not match. The database searches more than exports hold, or other forms of words.",
      ]
    : [];
  const unknown = byString.some(({ unknown: n, share }) => n > 0 && share !== undefined)
    ? ["Recall is a range where reports are unknown: all of them missed, or all found."]
    : [];
  return [...refused, ...headings, ...fields, ...unknown, ...returnedOnly];
}

function missedTable({ missed }: SearchOverview): SearchTable[] {
  if (missed === undefined) return [];
  const title = "What all sources together missed, at least";
  const header = ["included", "by one source", "by two", "missed, at least", "95 % from", "to"];
  if ("needed" in missed)
    return [
      {
        part: "missed",
        title,
        header: [],
        rows: [],
        notes: [
          `No estimate: ${plural(missed.found, "report")} ${missed.found === 1 ? "is" : "are"} included, and below ${missed.needed} the interval would say nothing.`,
        ],
      },
    ];
  const { found, byOne, byTwo, total, interval } = missed;
  const beyond = (all: number): Cell => ({ estimate: all - found });
  return [
    {
      part: "missed",
      title,
      header,
      rows: [[found, byOne, byTwo, beyond(total), ...(interval?.map(beyond) ?? ["", ""])]],
      notes: [
        "Included reports that no source has found: Chao's lower bound from how many sources found each, bias-corrected, with its log-normal interval. Sources find the same, well indexed reports (they are positively dependent), so more are missed than it says.",
        ...(interval === undefined
          ? [
              "At most one report was found by one source only, which leaves nothing to estimate from.",
            ]
          : []),
      ],
    },
  ];
}

function termsTable({ terms, strings, overlap }: SearchOverview): SearchTable {
  const names = strings.map(({ name }) => name);
  const included = overlap.combinations.reduce((sum, one) => sum + one.included, 0);
  return {
    part: "terms",
    title: "Telling terms of included reports that no search string contains",
    header: ["term", "included", "others", ...names.map((name) => `${name} + records`)],
    rows: terms.map(({ term, included: n, others, costs }) => [
      term,
      n,
      others,
      ...costs.map(({ records }) => records),
    ]),
    notes:
      names.length === 0
        ? ["slr.yaml has no search string (`query`), so there is nothing to compare terms with."]
        : terms.length === 0
          ? [
              included === 0
                ? "No report is included yet."
                : "No term tells the included reports from the others that is not in a search string.",
            ]
          : [
              "The last columns say how many records at hand a string would have found in addition, had the term been joined to the whole string with OR. In the database it would have been more.",
            ],
  };
}

function searchesTable({ searches }: SearchOverview): SearchTable {
  return {
    part: "sources",
    title: "Searches as PRISMA-S reports them",
    header: [
      "source",
      "kind",
      "platform",
      "coverage",
      "date",
      "search string",
      "limits",
      "hits",
      "exported",
    ],
    rows: searches.map((one) => [
      one.source,
      one.kind,
      one.platform ?? "",
      one.coverage ?? "",
      one.searched ?? "",
      one.seeds === undefined
        ? (one.query ?? "")
        : [...(one.query === undefined ? [] : [one.query]), `seeds: ${one.seeds.join(", ")}`].join(
            "\n",
          ),
      one.limits ?? "",
      one.hits ?? "",
      one.exported,
    ]),
    notes: [],
  };
}
