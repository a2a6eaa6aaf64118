import {
  type CitationNetwork,
  citationNetwork,
} from "../../../core/overviews/citations/citation-network.ts";
import { compareText } from "../../../core/records/problem.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import { referencesIn } from "../../../formats/references/index.ts";
import {
  CITATION_FORMS,
  type CitationForm,
} from "../../../outputs/overviews/citations/citation-forms.ts";
import type { CitationTableName } from "../../../outputs/overviews/citations/citation-tables.ts";
import { formOfEnding, outputFile, writeOutput } from "../../folder/output-file.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notifyLostDecisions } from "../../io/problems.ts";

export interface CitationsOptions {
  readonly least: number;
  readonly table?: CitationTableName;
  readonly format?: CitationForm;
  readonly output?: string;
}

/** `slr citations`: what the references in the exports tell of the included studies. */
export async function citations(options: CitationsOptions, io: Io): Promise<ExitCode> {
  const output = outputFile(options.output);
  const form = formFor(options, output);
  const { least, table = "finds" } = options;
  const opened = await openReview(io, []);
  const review = await screenWithoutRating(opened.input, { wholeRecords: KEPT });
  io.status({ doing: "Linking references" });
  const network = await citationNetwork(review, referencesIn);
  if (network.telling === 0) io.notify(NO_REFERENCES);
  const content = form.render({ network, table, least });
  if (output === undefined) {
    if (content !== "") io.print(content.trimEnd());
  } else {
    await writeOutput(io, output, content, [...opened.inputs().keys()]);
    io.notify(written(form, network, least, output));
  }
  notifyLostDecisions(io, review.results.problems);
  return EXIT.ok;
}

/** A review of so many records is kept in memory instead of being read again. */
const KEPT = 2000;

const NO_REFERENCES =
  "No export carries references, so nothing can be followed.\n  hint: Export again with cited references: Web of Science (full record and cited references), Scopus (CSV or RIS with References), PubMed as XML, the Lens, OpenAlex or Crossref.";

function formFor({ format, table }: CitationsOptions, output: string | undefined): CitationForm {
  const byEnding =
    output === undefined ? undefined : formOfEnding(output, "the citations", CITATION_FORMS);
  const byTable =
    table === undefined ? undefined : CITATION_FORMS.find(({ name }) => name === "csv");
  const form = format ?? byEnding ?? byTable ?? CITATION_FORMS[0]!;
  if (table !== undefined && form.name !== "csv")
    throw new UserError(`--table is for csv, and ${form.name} holds all lists.`);
  return form;
}

function written(
  form: CitationForm,
  network: CitationNetwork,
  least: number,
  output: string,
): string {
  if (form.name !== "ris") return `The citations of the review are in ${output}.`;
  const finds = network.finds.filter(({ studies }) => studies >= least);
  const seeds = [...new Set(finds.flatMap(({ citedBy }) => citedBy))].sort(compareText);
  if (finds.length === 0)
    return `No find is cited by ${plural(least, "study")}; ${output} is empty.`;
  const named =
    seeds.length <= MOST_SEEDS ? seeds.join(", ") : "each entry names those that cite it";
  return [
    `${plural(finds.length, "find")} with ${plural(seeds.length, "seed")} in ${output}. To screen them as a source of the kind citation searching:`,
    `slr add ${JSON.stringify(output)} --query "Works that at least ${least} of ${plural(seeds.length, "included record")} cite: ${named}"`,
  ].join("\n");
}

/** More seeds than this are named by the entries alone. */
const MOST_SEEDS = 50;
