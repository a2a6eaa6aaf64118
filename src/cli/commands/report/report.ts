import { runChecks } from "../../../core/checks/run-checks.ts";
import { citationNetwork } from "../../../core/overviews/citations/citation-network.ts";
import { listedEntries } from "../../../core/overviews/listed-entries.ts";
import { codeStudies, settleCodes } from "../../../core/overviews/taxonomy/code-studies.ts";
import type { RecordKey } from "../../../core/records/model.ts";
import { type ScreenedReview, screenReview } from "../../../core/review/review.ts";
import { lockOf } from "../../../core/versions/lock.ts";
import { versionChanges } from "../../../core/versions/version-changes.ts";
import { referencesIn } from "../../../formats/references/index.ts";
import { reviewReport } from "../../../outputs/report/review-report.ts";
import { readAutomationFiles } from "../../folder/automation-files.ts";
import { readCodings } from "../../folder/code-tables.ts";
import { outputFile, writeOutput } from "../../folder/output-file.ts";
import { readRetractionList } from "../../folder/retractions.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { slrVersion } from "../../io/version.ts";

export interface ReportOptions {
  /** A file; `-` is stdout. */
  readonly output?: string | undefined;
  readonly withAbstracts?: boolean | undefined;
}

/** `slr report`: the whole review as one page. */
export async function report(options: ReportOptions, io: Io): Promise<ExitCode> {
  const output = outputFile(options.output);
  if (output === undefined && io.terminal !== undefined) {
    throw new UserError("The report is a page for browsers and cannot be shown in a terminal.", {
      hint: "Write it to a file: slr report -o review.html",
    });
  }
  const opened = await openReview(io, []);
  const { protocol } = opened.input;
  const review = await screenReview(opened.input);
  const inputs = opened.inputs();
  const { results } = review;
  const { retractions, problems } = await readRetractionList(io);
  // The page is made from the files themselves, so it says nothing of results/.
  const { automation, problems: inAutomation } = await readAutomationFiles(io);
  const codes = await readCodings(io);
  const coded =
    protocol.taxonomy.length === 0 ? undefined : await codeStudies(review, protocol, codes.codings);
  const found = [
    ...results.problems,
    ...problems,
    ...inAutomation,
    ...codes.problems,
    ...(coded ?? settleCodes(review, protocol, codes.codings)).problems,
  ];
  io.status({ doing: "Checking" });
  const checks = runChecks({
    review: { ...review, results: { ...results, problems: found } },
    protocol,
    tables: [...opened.tables, ...codes.tables],
    results: { inputs: [], stale: [], lineEnds: [] },
    changes: versionChanges(opened.versions, lockOf(review, inputs)),
    isLocked: false,
    retractions,
  }).filter(({ id }) => id !== "up-to-date");
  io.status({ doing: "Writing the report" });
  const page = reviewReport({
    protocol,
    review,
    entries: listedEntries(review),
    abstracts: options.withAbstracts ? await abstractsOf(review) : new Map(),
    automation,
    ...(coded && { coded }),
    citations: await citationNetwork(review, referencesIn),
    checks,
    inputs,
    version: slrVersion(),
  });
  if (output === undefined) io.print(page.trimEnd());
  else {
    await writeOutput(io, output, page, inputs.keys());
    io.notify(`The report is in ${output}.`);
  }
  return EXIT.ok;
}

async function abstractsOf({ read, results }: ScreenedReview): Promise<Map<RecordKey, string>> {
  const abstracts = new Map<RecordKey, string>();
  for await (const { key, merged } of read(results.records.map((record) => record.key)))
    if (merged.record.abstract !== undefined) abstracts.set(key, merged.record.abstract);
  return abstracts;
}
