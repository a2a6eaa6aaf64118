import { Command, CommanderError } from "commander";
import type { DecideOptions } from "./commands/decide/decide.ts";
import type { DedupeOptions } from "./commands/dedupe/dedupe.ts";
import type { RateOptions } from "./commands/rate/rate.ts";
import type { SimulateOptions } from "./commands/simulate/simulate.ts";
import { diskMessage, EXIT, type ExitCode, UserError } from "./io/errors.ts";
import type { Io } from "./io/io.ts";
import { safeLines } from "./io/report.ts";
import { endQuietlyOnClosedPipe, nodeIo } from "./io/terminal.ts";
import { slrVersion } from "./io/version.ts";

/** Runs one command. The only place that catches; everything heavy is loaded by the command that needs it. */
export async function main(argv: readonly string[], io?: Io): Promise<ExitCode> {
  if (io === undefined) endQuietlyOnClosedPipe();
  const real = io ?? nodeIo();
  try {
    let code: ExitCode = EXIT.ok;
    const program = createProgram(real, (result) => {
      code = result;
    });
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.ok;
    }
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    real.status(undefined);
    return report(error, real);
  }
}

interface ReviewOption {
  readonly review?: string;
}

function createProgram(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command("slr")
    .description(
      "Screens the records of a systematic review and counts its PRISMA 2020 flow.\nEvery entry of every export ends in exactly one box, or is reported as a problem.",
    )
    .version(slrVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.notify(text.trimEnd()),
      getOutHelpWidth: () => Math.min(io.width ?? 80, 100),
      getErrHelpWidth: () => Math.min(io.width ?? 80, 100),
    })
    .addHelpText("after", PROGRAM_HELP);
  const command = (
    name: string,
    summary: string,
    description: string,
    help: string,
    parent: Command = program,
  ) =>
    parent
      .command(name)
      .summary(summary)
      .description(description)
      .option("-C, --review <folder>", "the review folder (default: this folder)")
      .addHelpText("after", help);
  const inFolder = async ({ review }: ReviewOption): Promise<Io> => {
    if (review === undefined) return io;
    if ((await io.kindOf(review)) !== "folder") {
      throw new UserError(`Cannot open the review folder ${review}: there is no such folder.`);
    }
    return io.within(review);
  };

  program.commandsGroup("Commands, in the order of the work:");
  command("init", "start a review folder from the exports at hand", INIT, INIT_HELP)
    .argument("[exports...]", "exported search results (default: those in searches/)")
    .action(async (files: string[], options: ReviewOption) => {
      const { init } = await import("./commands/init/init.ts");
      done(await init(files, await inFolder(options)));
    });
  command("screen", "from raw exports to PRISMA counts and included studies", SCREEN, SCREEN_HELP)
    .argument("[exports...]", "exported search results, where there is no slr.yaml")
    .action(async (files: string[], options: ReviewOption) => {
      const { screen } = await import("./commands/screen/screen.ts");
      done(await screen(files, await inFolder(options)));
    });
  command("dedupe", "what is one record and what may be, with evidence", DEDUPE, DEDUPE_HELP)
    .argument("[exports...]", "exported search results, where there is no slr.yaml")
    .option("--possible", "only the possible duplicates")
    .option("--linked", "only the versions of one study that are kept apart")
    .option("--cluster <record>", "the entries of one record, and which gave which field")
    .option("--explain <names...>", "why two entries or records are one, or are not")
    .option("--studies", "the rows of studies.csv that make linked versions one study")
    .option("--accept", "with --studies: add these rows to studies.csv")
    .option("-f, --format <format>", "text, json or csv", "text")
    .action(async (files: string[], options: ReviewOption & DedupeOptions) => {
      const { dedupe } = await import("./commands/dedupe/dedupe.ts");
      done(await dedupe(files, options, await inFolder(options)));
    });
  command("decide", "screen in the terminal, one key a decision", DECIDE, DECIDE_HELP)
    .option("--as <reviewer>", "who decides (default: the only one in decisions/, or git's name)")
    .option("--stage <stage>", "title-abstract or full-text (default: the first with work left)")
    .option("--order <order>", "rating (likely includes first) or key (as it comes)", "rating")
    .option("--audit <count>", "read excluded records again, drawn by lot; slr rate --audit counts")
    .option("--duplicates", "settle the possible duplicates, side by side")
    .option("--conflicts", "settle what reviewers disagree on, with their votes side by side")
    .action(async (options: ReviewOption & DecideOptions) => {
      const { decide } = await import("./commands/decide/decide.ts");
      done(await decide(options, await inFolder(options)));
    });
  command("decisions", "who has decided what, and who is next", DECISIONS, DECISIONS_HELP)
    .option("-s, --stage <stage>", "title-abstract or full-text (default: both)")
    .option("--as <reviewer>", "only this reviewer")
    .option("--next <count>", "the next records of the reviewer named by --as")
    .option("--pilot <count>", "the records of a pilot: the same for everybody")
    .option("--conflicts", "the conflicts, with what each reviewer said")
    .option("-f, --format <format>", "text, json or csv", "text")
    .action(
      async (
        options: ReviewOption & {
          format: string;
          stage?: string;
          as?: string;
          next?: string;
          pilot?: string;
          conflicts?: boolean;
        },
      ) => {
        const { decisions } = await import("./commands/decisions/decisions.ts");
        done(await decisions(options, await inFolder(options)));
      },
    );
  command("agreement", "how well the reviewers agree", AGREEMENT, AGREEMENT_HELP)
    .option("-s, --stage <stage>", "title-abstract or full-text (default: both)")
    .option("--bands", "say in words how good each kappa is held to be")
    .option("-f, --format <format>", "text, json or csv", "text")
    .action(async (options: ReviewOption & { format: string; stage?: string; bands?: boolean }) => {
      const { agreement } = await import("./commands/agreement/agreement.ts");
      done(await agreement(options, await inFolder(options)));
    });
  command("rate", "what to read next and why, and whether to stop", RATE, RATE_HELP)
    .option("--explain <record>", "the words that raised or lowered the rating of a record")
    .option("--audit <count>", "excluded records to read again, and how many were missed")
    .option("--model <model>", "default, rayyan or elas-u4", "default")
    .option("--seed <seed>", "of folds and of the audit's lots (default: that of slr.yaml, or 1)")
    .option("--limit <count>", "how many records of the queue (default: 20; in csv and json all)")
    .option("-f, --format <format>", "text, csv or json", "text")
    .action(async (options: ReviewOption & RateOptions) => {
      const { rate } = await import("./commands/rate/rate.ts");
      done(await rate(options, await inFolder(options)));
    });
  command("simulate", "how well the rating would have worked", SIMULATE, SIMULATE_HELP)
    .argument("[files...]", "labelled reviews (default: the decided review in this folder)")
    .option("--criteria <file>", "what is looked for: text, slr.yaml, or JSON by set")
    .option("--label <column>", "the column of the labels (default: ASReview's names)")
    .option("--start <start>", "priors, zero, rayyan; several with commas (default: all)")
    .option("--model <model>", "default, rayyan or elas-u4", "default")
    .option("--seeds <count>", "how many random draws", "5")
    .option("--stop", "what each stopping rule would have cost and missed")
    .option("-f, --format <format>", "text, json, csv or svg (recall curves)", "text")
    .option("-o, --output <file>", "write it to a file instead of stdout")
    .action(async (files: string[], options: ReviewOption & SimulateOptions) => {
      const { simulate } = await import("./commands/simulate/simulate.ts");
      done(await simulate(files, options, await inFolder(options)));
    });
  command("prisma", "print the PRISMA 2020 flow", PRISMA, PRISMA_HELP)
    .option("-f, --format <format>", "text, json, csv, md or svg", "text")
    .option("-o, --output <file>", "write it to a file instead of stdout")
    .action(async (options: ReviewOption & { format: string; output?: string }) => {
      const { prisma } = await import("./commands/prisma/prisma.ts");
      done(await prisma(options, await inFolder(options)));
    });
  command("check", "prove that everything adds up; made for CI", CHECK, CHECK_HELP)
    .option("-f, --format <format>", "text, json or github (annotations)", "text")
    .option("--locked", "fail if an input or the flow differs from slr.lock")
    .option("--update-lock", "write slr.lock: hashes of all inputs, and the flow")
    .action(
      async (
        options: ReviewOption & { format: string; locked?: boolean; updateLock?: boolean },
      ) => {
        const { check } = await import("./commands/check/check.ts");
        done(await check(options, await inFolder(options)));
      },
    );
  const imports = program
    .command("import")
    .summary("take over what other screening tools hold")
    .description("Takes over what other screening tools hold.");
  command("decisions", "decisions of Rayyan, ASReview, Covidence, …", IMPORT, IMPORT_HELP, imports)
    .argument("<files...>", "exports of the tool, all of one import together")
    .option("--from <tool>", "rayyan, asreview, covidence, abstrackr, eppi or colrev")
    .option("--stage <stage>", "where the tool does not say: title-abstract (default) or full-text")
    .option("--as <reviewer>", "who decided, where the tool does not say or names one person")
    .option("--verdict <verdict>", "include or exclude, for a Covidence file of another name")
    .option("-n, --dry-run", "read and report, write nothing")
    .action(
      async (
        files: string[],
        options: ReviewOption & {
          from?: string;
          stage?: string;
          as?: string;
          verdict?: string;
          dryRun?: boolean;
        },
      ) => {
        const { importDecisions } = await import("./commands/import/import-decisions.ts");
        done(await importDecisions(files, options, await inFolder(options)));
      },
    );
  command("export", "records for reference managers and other tools", EXPORT, EXPORT_HELP)
    .option("-b, --box <box>", "only records in this box of the flow", "all")
    .option("-f, --format <format>", "ris, bib, csv, xlsx, json, endnote-xml, nbib")
    .option("--for <tool>", "a file for rayyan or asreview, with people's votes")
    .option("--stage <stage>", "whose votes: title-abstract (default) or full-text")
    .option("-o, --output <file>", "write to a file instead of stdout")
    .action(
      async (
        options: ReviewOption & {
          box: string;
          format?: string;
          for?: string;
          stage?: string;
          output?: string;
        },
      ) => {
        const { exportRecords } = await import("./commands/export/export-records.ts");
        done(await exportRecords(options, await inFolder(options)));
      },
    );
  return program;
}

function report(error: unknown, real: Io): ExitCode {
  const io = { notify: (text: string) => real.notify(safeLines(text)) };
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.couldNotRun;
  if (error instanceof UserError) {
    const message = /^[^ ]+:\d+: error: /.test(error.message)
      ? error.message
      : `error: ${error.message}`;
    io.notify(error.hint === undefined ? message : `${message}\n  hint: ${error.hint}`);
    return EXIT.couldNotRun;
  }
  if (error instanceof Error && error.name === "ChangedFileError") {
    io.notify(`error: ${error.message}\n  hint: Run slr again when nothing writes to it any more.`);
    return EXIT.couldNotRun;
  }
  const disk = diskMessage(error);
  if (disk !== undefined) {
    io.notify(`error: ${disk}`);
    return EXIT.couldNotRun;
  }
  io.notify(
    `This is a bug in slr, please report it.\n${error instanceof Error ? error.stack : String(error)}`,
  );
  return EXIT.couldNotRun;
}

const PROGRAM_HELP = `
Examples:
  slr screen scopus.csv pubmed.ris    count and deduplicate exports, without a protocol
  slr init                            write slr.yaml from the exports in searches/
  slr screen                          screen the review in this folder
  slr prisma --format svg -o flow.svg the flow diagram as a picture
  slr check --locked                  in CI: nothing pending, nothing lost, nothing changed

Exit codes: 0 done; 1 ran and found problems to act on; 2 could not run.
Results go to stdout, progress and problems to stderr.`;

const INIT =
  "Reads the exported search results, finds out their databases, and writes a commented slr.yaml with a source for each, .gitattributes and decisions/. It never changes a protocol that is there.";
const INIT_HELP = `
Examples:
  slr init
  slr init searches/scopus.csv searches/wos.ris`;

const SCREEN =
  "Reads the exports, removes duplicates, applies the criteria of slr.yaml and the decisions of reviewers at title/abstract and full text, rates the records, counts the PRISMA 2020 flow and lists the included studies. Everything it finds is written to results/, byte for byte the same on every machine.";
const SCREEN_HELP = `
Reads:    slr.yaml, searches/, decisions/*.csv, duplicates.csv, retrieval.csv,
          studies.csv, fulltext/
Formats:  RIS, BibTeX, CSV, PubMed (NBIB), Web of Science, EndNote (ENW),
          RefWorks, NoteExpress, Ovid, Cochrane (recognised by content)
Writes:   results/: prisma.json and its pictures, ledger.csv (one row for each
          entry), records.csv, included.*, excluded-full-text.*, problems.csv, …

Examples:
  slr screen                     the review in this folder
  slr screen -C reviews/llm      the review in another folder
  slr screen scopus.csv wos.ris  without a protocol: every file is one database

Exit codes: 0 done; 1 some entries or rows need attention (they are counted and
listed in results/problems.csv); 2 could not run.`;

const DEDUPE =
  "Lists the records that several entries describe, with the rule that brought each entry in; the possible duplicates that a person must settle; and the versions of one study that are no duplicates. Every merge and every refusal can be explained. Nothing is written, except by --accept.";
const DEDUPE_HELP = `
A name is a key, doi:…, pmid:…, arxiv:…, an entry such as Scopus#12, or a title.
What people say in duplicates.csv (same, different) beats the machine, and
\`versions\` in slr.yaml says which versions of a study are duplicates.

Examples:
  slr dedupe                              everything
  slr dedupe scopus.csv pubmed.ris        without a protocol
  slr dedupe --possible --format csv      the pairs in doubt, as a table
  slr dedupe --explain Scopus#3 PubMed#9  side by side, what speaks for and against
  slr dedupe --cluster doi:10.1000/abc    which entry gave which field
  slr dedupe --studies --accept           linked versions become one study

Exit codes: 0 done; 1 some entries or rows need attention; 2 could not run.`;

const DECISIONS =
  "Lists, for each stage and reviewer, how many records were dealt to the reviewer, what the reviewer decided and how many are left, and the conflicts with those who may settle them. Verdicts on single records are shown only with --conflicts, because reviewers work blind.";
const DECISIONS_HELP = `
slr.yaml names the reviewers among whom records are dealt, and the pilot:
  screening:
    title-abstract:
      { by: reviewers, per-record: 2, reviewers: [ada, bela, cara], pilot: 50 }

Each record draws lots by its key, so everybody gets the same split, and records
that are added later change nothing. Everybody decides the records of the pilot.

Examples:
  slr decisions                      who has decided what
  slr decisions --as ada --next 10   what ada decides next
  slr decisions --pilot 50           the same 50 records for everybody
  slr decisions --conflicts          what each reviewer said, and who settles it`;

const AGREEMENT =
  "Measures, for each stage and pair of reviewers, how well they agree: observed agreement, Cohen's kappa with its interval of 95 % (standard error of Fleiss, Cohen and Everitt 1969), PABAK, prevalence and bias index, agreement on include and on exclude; and Krippendorff's alpha for all reviewers of a stage. Only independent votes count: a row that settles a conflict is none. Where somebody said maybe, all is given with and without it.";
const AGREEMENT_HELP = `
Examples:
  slr agreement
  slr agreement --stage full-text --bands
  slr agreement --format csv > agreement.csv

Exit codes: 0 done, whatever the figures are; 2 could not run.`;
const DECIDE =
  "Shows the records that wait for you, one after the other, with the words that criteria look for. Each decision is a row of decisions/<reviewer>.csv and on the disk before the next record shows; a session that ends in whatever way goes on where it stopped. It never shows what others decided, except with --conflicts.";
const DECIDE_HELP = `
Keys:     i include  e exclude  1-9 exclude for this reason  m maybe  u undo
          s skip  n note  o open DOI  q quit  ? help
          with --duplicates: y the same  d different
Writes:   decisions/<reviewer>.csv; with --duplicates duplicates.csv

Examples:
  slr decide                     goes on at the first stage with work left
  slr decide --as ada --stage full-text
  slr decide --duplicates        first: what is one record is screened once
  slr decide --conflicts         both votes and reasons side by side
  slr decide --audit 100 --as b  excluded records, read again by somebody else

Exit codes: 0 done, or nothing left; 2 could not run, as without a terminal.`;

const RATE =
  "Orders the records that wait for a first decision, the most likely to include first, by a model that learned from what people have decided. It shows what the model goes by, how good it is, terms that the searches may lack, where each stopping rule stands, and which decisions deserve a second look. It never changes an outcome.";
const RATE_HELP = `
Levels:   5 most likely to include (score from 0.8), 4 likely to include (0.6),
          3 no recommendation, 2 likely to exclude (to 0.4), 1 most likely to
          exclude (to 0.2). The score is a probability in a review with as many
          includes as excludes; 0.5 says nothing.
Cold start: before there are 5 decisions of each kind, the order comes from
          the title, question and inclusion criteria of slr.yaml, and from the
          decisions there are; levels and scores follow.

Examples:
  slr rate                         what to read next, and whether to stop
  slr rate --explain doi:10.1000/x why a record is where it is
  slr rate --format csv > queue.csv
  slr rate --audit 100             excluded records to read again, drawn by lot,
                                   and how many studies were missed

Exit codes: 0 done; 2 could not run.`;
const SIMULATE =
  "Reads reviews whose end is known as if they were screened by the rating, record by record, and measures how early the included ones would have been found. A labelled review is any export with a column or notes that say what was included, or a review folder that people have decided.";
const SIMULATE_HELP = `
Starts:   priors   one included and one excluded record known, as in ASReview
          zero     nothing is known but the criteria
          rayyan   50 random decisions, at least 5 of each kind, one training
Models:   default  slr's own; rayyan, elas-u4  the peers', to compare with
Labels:   label_included, included, asreview_label, …, or RIS notes such as
          ASReview_relevant; 1/0, yes/no, included/excluded. Records without a
          label are left out and counted.
Figures:  recall@10 and recall@20 (% of the records), WSS@95 and @100, average
          time to discovery, normalised loss, nDCG; more in --format csv

Examples:
  slr simulate labelled.csv --criteria protocol.txt
  slr simulate sets/*.csv --criteria criteria.json --seeds 10 --format json
  slr simulate -C my-review --stop           what stopping would have missed
  slr simulate labelled.ris --format svg -o recall.svg

Exit codes: 0 done; 1 some set or label cannot be used; 2 could not run.`;

const PRISMA =
  "Prints the flow of the review in this folder as it is now: boxes, per-database counts, reasons.";
const PRISMA_HELP = `
Formats:  text  boxes for the terminal, at most 80 columns in a pipe
          json  the numbers under the box names of the R package PRISMA2020
          csv   the file that PRISMA2020 (R, and its web app) reads
          md    Markdown, for a README or a pull request
          svg   the diagram

Examples:
  slr prisma
  slr prisma --format json | jq .new_studies
  slr prisma --format svg --output flow.svg`;

const CHECK =
  "Checks that the review in this folder is complete and adds up: the balance of the flow, unreadable entries, pending records and conflicts, exclusions without a reason, hit counts, known-relevant reports, skipped stages, decisions that name no record, results that are out of date.";
const CHECK_HELP = `
Examples:
  slr check                           everything, as text
  slr check --update-lock             write slr.lock when all is as it should be
  slr check --locked --format github  in a CI workflow

Exit codes: 0 all checks passed; 1 a check failed; 2 could not run.`;

const IMPORT =
  "Reads who decided what in another screening tool and appends it to decisions/<reviewer>.csv. Nothing is ever changed there, and importing a file twice adds nothing. A row finds its record by DOI, PMID or title and year; one that finds none or several is kept and reported. E-mail addresses are dropped: who has no other name is reviewer-1, reviewer-2, …";
const IMPORT_HELP = `
Tools:    rayyan     articles.csv, .ris or .bib, and customizations_log.csv
          asreview   CSV or RIS with labels, or the project file (.asreview)
          covidence  a file for each state, named so: irrelevant, select,
                     included, excluded
          abstrackr  CSV with a column for each reviewer
          eppi       JSON report with screening codes
          colrev     records.bib
          The tool is recognised by content; --from says it where it is not.

Examples:
  slr import decisions articles.csv customizations_log.csv
  slr import decisions review_1_irrelevant.csv review_1_included.csv --as team
  slr import decisions export.ris --from asreview --as ada --dry-run

Exit codes: 0 done; 1 some rows name no record, or contradict each other; 2
could not run.`;

const EXPORT =
  "Writes the records of this review with all of their fields, merged from all of their entries: for a reference manager, a spreadsheet, a citation processor, or for another screening tool.";
const EXPORT_HELP = `
Boxes:    included, excluded-title-abstract, excluded-full-text, not-retrieved,
          pending-title-abstract, conflict-full-text, … as in results/ledger.csv
          excluded, pending or conflict: all that begin so; several, joined
          with commas; all (default)
Formats:  ris (default, or by the name of --output), bib, csv and xlsx for
          spreadsheets, json (CSL-JSON), endnote-xml, nbib
          --for rayyan is a CSV in Rayyan's columns, --for asreview one in
          ASReview's; slr import decisions reads both back

Examples:
  slr export --box included --output included.bib
  slr export --box pending-title-abstract --for asreview -o to-rank.csv
  slr export --for rayyan > rayyan.csv

Exit codes: 0 done; 2 could not run.`;
