import { stringify } from "csv-stringify/sync";
import { formulaAsText } from "../../../core/records/text/formula.ts";
import type { FlowCounts, NamedCount } from "../../../core/screening/flow.ts";
import { countLabel } from "../diagram/flow-diagram.ts";
import type { TextFlowFormat } from "../flow-format.ts";

const COLUMNS = ["data", "node", "box", "description", "boxtext", "tooltips", "url", "n"] as const;

/** A missing cell in R; the package tests for it. */
const MISSING = "NA";

/**
 * The flow as the CSV of the R package PRISMA2020 1.1.4 and its Shiny app (Haddaway et al. 2022,
 * doi:10.1002/cl2.1230), which draw the diagram from it. The package finds rows by name and cells
 * by column and stops if one is missing, so all 34 rows and 8 columns are written.
 */
export const flowCsv: TextFlowFormat = {
  name: "csv",
  render: (flow) => stringify([[...COLUMNS], ...rows(flow).map(cells)]),
};

interface Row {
  readonly data?: keyof FlowCounts | "identification" | "screening" | "included" | MetaAnalysis;
  /** The node of the package's diagram; only the first row of a box has one. */
  readonly node?: number;
  readonly box: string;
  readonly description: string;
  /** The text that the diagram prints, if it differs from the description. */
  readonly boxtext?: string;
  readonly tooltip?: string;
  readonly url?: string;
  readonly n: number | string;
}

/** Rows of the package that hold no number of the flow. */
type MetaAnalysis = "total_studies_ma" | "total_reports_ma";

function cells({ data, node, box, description, boxtext, tooltip, url, n }: Row): string[] {
  const shown = node === undefined ? undefined : (tooltip ?? description);
  const page = node === undefined ? url : `${url ?? data ?? box}.html`;
  return [
    data ?? MISSING,
    node === undefined ? MISSING : `node${node}`,
    box,
    description,
    boxtext ?? description,
    shown ?? MISSING,
    page ?? MISSING,
    String(n),
  ];
}

function rows(flow: FlowCounts): readonly Row[] {
  const updated = flow.previous_studies > 0 || flow.previous_reports > 0;
  return [
    ...previousRows(flow),
    ...databaseRows(flow, updated ? "new studies" : "studies"),
    ...otherMethodRows(flow, updated ? "new studies" : "studies"),
    ...recordRows(flow),
    ...retrievalRows(flow),
    ...assessmentRows(flow),
    ...studyRows(flow, updated),
    ...PHASE_ROWS,
    ...metaAnalysisRows(flow),
  ];
}

const DBR = "(databases and registers)";

/** The column of studies that an earlier version of the review included. */
function previousRows(flow: FlowCounts): readonly Row[] {
  return [
    {
      node: 4,
      box: "prevstud",
      description: "Grey title box; Previous studies",
      boxtext: "Previous studies",
      n: 0,
    },
    {
      data: "previous_studies",
      node: 5,
      box: "box1",
      description: "Studies included in previous version of review",
      n: flow.previous_studies,
    },
    {
      data: "previous_reports",
      box: "box1",
      description: "Reports of studies included in previous version of review",
      url: "previous_reports.html",
      n: flow.previous_reports,
    },
  ];
}

/** The records that databases and registers found. */
function databaseRows(flow: FlowCounts, studies: string): readonly Row[] {
  const heading = `Identification of ${studies} via databases and registers`;
  const specific = "database_results.html";
  return [
    {
      node: 6,
      box: "newstud",
      description: `Yellow title box; ${heading}`,
      boxtext: heading,
      n: 0,
    },
    {
      data: "database_results",
      node: 7,
      box: "box2",
      description: "Records identified from: Databases",
      boxtext: "Databases",
      tooltip: "Records identified from: Databases and Registers",
      n: flow.database_results,
    },
    {
      data: "database_specific_results",
      box: "box2",
      description: "Records identified from: specific databases",
      boxtext: "Specific Databases",
      url: specific,
      n: specificCounts("Database", flow.database_specific_results),
    },
    {
      data: "register_results",
      box: "box2",
      description: "Records identified from: Registers",
      boxtext: "Registers",
      n: flow.register_results,
    },
    {
      data: "register_specific_results",
      box: "box2",
      description: "Records identified from: specific registers",
      boxtext: "Specific Registers",
      url: specific,
      n: specificCounts("Register", flow.register_specific_results),
    },
  ];
}

/** The records that other methods found. */
function otherMethodRows(flow: FlowCounts, studies: string): readonly Row[] {
  const heading = `Identification of ${studies} via other methods`;
  return [
    {
      node: 16,
      box: "othstud",
      description: `Grey title box; ${heading}`,
      boxtext: heading,
      n: 0,
    },
    {
      data: "website_results",
      node: 17,
      box: "box11",
      description: "Records identified from: Websites",
      boxtext: "Websites",
      tooltip: "Records identified from: Websites, Organisations and Citation Searching",
      n: flow.website_results,
    },
    {
      data: "organisation_results",
      box: "box11",
      description: "Records identified from: Organisations",
      boxtext: "Organisations",
      n: flow.organisation_results,
    },
    {
      data: "citations_results",
      box: "box11",
      description: "Records identified from: Citation searching",
      boxtext: "Citation searching",
      n: flow.citations_results,
    },
  ];
}

/** The first column down to screening. */
function recordRows(flow: FlowCounts): readonly Row[] {
  return [
    {
      data: "duplicates",
      node: 8,
      box: "box3",
      description: "Duplicate records removed",
      n: flow.duplicates,
    },
    {
      data: "excluded_automatic",
      box: "box3",
      description: "Records marked as ineligible by automation tools",
      n: flow.excluded_automatic,
    },
    {
      data: "excluded_other",
      box: "box3",
      description: "Records removed for other reasons",
      n: flow.excluded_other,
    },
    {
      data: "records_screened",
      node: 9,
      box: "box4",
      description: `Records screened ${DBR}`,
      boxtext: "Records screened",
      n: flow.records_screened,
    },
    {
      data: "records_excluded",
      node: 10,
      box: "box5",
      description: `Records excluded ${DBR}`,
      boxtext: "Records excluded",
      n: flow.records_excluded,
    },
  ];
}

/** Retrieval in both columns. */
function retrievalRows(flow: FlowCounts): readonly Row[] {
  return [
    {
      data: "dbr_sought_reports",
      node: 11,
      box: "box6",
      description: `Reports sought for retrieval ${DBR}`,
      boxtext: "Reports sought for retrieval",
      n: flow.dbr_sought_reports,
    },
    {
      data: "dbr_notretrieved_reports",
      node: 12,
      box: "box7",
      description: `Reports not retrieved ${DBR}`,
      boxtext: "Reports not retrieved",
      n: flow.dbr_notretrieved_reports,
    },
    {
      data: "other_sought_reports",
      node: 18,
      box: "box12",
      description: "Reports sought for retrieval (other)",
      boxtext: "Reports sought for retrieval",
      n: flow.other_sought_reports,
    },
    {
      data: "other_notretrieved_reports",
      node: 19,
      box: "box13",
      description: "Reports not retrieved (other)",
      boxtext: "Reports not retrieved",
      n: flow.other_notretrieved_reports,
    },
  ];
}

/** Assessment of reports in both columns, with the reasons of exclusion. */
function assessmentRows(flow: FlowCounts): readonly Row[] {
  return [
    {
      data: "dbr_assessed",
      node: 13,
      box: "box8",
      description: `Reports assessed for eligibility ${DBR}`,
      boxtext: "Reports assessed for eligibility",
      n: flow.dbr_assessed,
    },
    {
      data: "dbr_excluded",
      node: 14,
      box: "box9",
      description: `Reports excluded ${DBR}: reasons and numbers, separated by semicolons`,
      boxtext: "Reports excluded",
      tooltip: `Reports excluded ${DBR}`,
      url: "dbrexcludedrecords",
      n: reasonCounts(flow.dbr_excluded),
    },
    {
      data: "other_assessed",
      node: 20,
      box: "box14",
      description: "Reports assessed for eligibility (other)",
      boxtext: "Reports assessed for eligibility",
      n: flow.other_assessed,
    },
    {
      data: "other_excluded",
      node: 21,
      box: "box15",
      description: "Reports excluded (other): reasons and numbers, separated by semicolons",
      boxtext: "Reports excluded",
      tooltip: "Reports excluded (other)",
      n: reasonCounts(flow.other_excluded),
    },
  ];
}

/** The studies that the review includes. */
function studyRows(flow: FlowCounts, updated: boolean): readonly Row[] {
  return [
    {
      data: "new_studies",
      node: 15,
      box: "box10",
      description: updated ? "New studies included in review" : "Studies included in review",
      n: flow.new_studies,
    },
    {
      data: "new_reports",
      box: "box10",
      description: updated ? "Reports of new included studies" : "Reports of included studies",
      n: flow.new_reports,
    },
    {
      data: "total_studies",
      node: 22,
      box: "box16",
      description: "Total studies included in review",
      n: flow.total_studies,
    },
    {
      data: "total_reports",
      box: "box16",
      description: "Reports of total included studies",
      n: flow.total_reports,
    },
  ];
}

/** The bars on the left. */
const PHASE_ROWS: readonly Row[] = [
  {
    data: "identification",
    node: 1,
    box: "identification",
    description: "Blue identification box",
    boxtext: "Identification",
    n: 0,
  },
  {
    data: "screening",
    node: 2,
    box: "screening",
    description: "Blue screening box",
    boxtext: "Screening",
    n: 0,
  },
  {
    data: "included",
    node: 3,
    box: "included",
    description: "Blue included box",
    boxtext: "Included",
    n: 0,
  },
];

/** The studies in the meta-analysis; with 0 the package hides these lines. */
function metaAnalysisRows({ synthesis }: FlowCounts): readonly Row[] {
  return [
    {
      data: "total_studies_ma",
      box: "box17",
      description: "Total studies included in meta-analysis",
      n: synthesis?.quantitative ?? 0,
    },
    {
      data: "total_reports_ma",
      box: "box17",
      description: "Reports of total included studies in meta-analysis",
      n: synthesis?.quantitative_reports ?? 0,
    },
  ];
}

/** The app hides the specific sources only while the cell still holds the template's text. */
function specificCounts(kind: string, counts: readonly NamedCount[]): string {
  if (counts.length > 0) return countList(counts);
  return [1, 2, 3].map((i) => `${kind} ${i}, xxx`).join("; ");
}

/** `0` stands for no reasons and no reports. */
function reasonCounts(counts: readonly NamedCount[]): string {
  return counts.length > 0 ? countList(counts) : "0";
}

/**
 * `Wrong population, 30; Wrong design, 2`. The package splits the cell at semicolons and each item
 * at its first comma, and has no quoting, so both become a dash inside a label: `Wrong population -
 * adults`. A comma that groups digits becomes a blank. The package pastes labels into Graphviz
 * strings, which straight quotes would end and a backslash would escape. What a spreadsheet would run
 * as a formula gets an apostrophe, which is a curly one for the same reason.
 */
function countList(counts: readonly NamedCount[]): string {
  const list = counts
    .map((each) => {
      const label = countLabel(each)
        .replace(/(?<=\d),(?=\d{3}(?!\d))/g, " ")
        .replace(/ ?[,;][ ,;]*/g, " - ")
        .replace(/^ - | - $/g, "")
        .replaceAll("'", "’")
        .replaceAll('"', "”")
        .replaceAll("\\", "/");
      return `${label}, ${each.n}`;
    })
    .join("; ");
  return formulaAsText(list).replace(/^'/, "’");
}
