import { countClasses } from "../../../core/overviews/taxonomy/class-counts.ts";
import { type CodedReview, codeStudies } from "../../../core/overviews/taxonomy/code-studies.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import {
  type FigureName,
  TAXONOMY_FORMS,
  type TaxonomyForm,
} from "../../../outputs/overviews/taxonomy/taxonomy-forms.ts";
import type { TableName } from "../../../outputs/overviews/taxonomy/taxonomy-tables.ts";
import { readCodings } from "../../folder/code-tables.ts";
import { formOfEnding, outputFile, writeOutput } from "../../folder/output-file.ts";
import { openReview, PROTOCOL_FILE } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, exitCodeOf, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notifyLostDecisions, printProblems } from "../../io/problems.ts";

export interface TaxonomyOptions {
  readonly table?: TableName;
  readonly figure?: FigureName;
  readonly within?: string;
  readonly format?: TaxonomyForm;
  readonly output?: string;
}

/** `slr taxonomy`: the included studies by class and year. */
export async function taxonomy(options: TaxonomyOptions, io: Io): Promise<ExitCode> {
  const output = outputFile(options.output);
  const form = formFor(options, output);
  if (form.binary && output === undefined && io.width !== undefined)
    throw new UserError(`A terminal cannot show ${form.name}.`, {
      hint: `Write it to a file: --output taxonomy.${form.name}`,
    });
  const opened = await openReview(io, []);
  const { protocol } = opened.input;
  if (protocol.taxonomy.length === 0)
    throw new UserError(`${PROTOCOL_FILE} has no taxonomy to code the studies by.`, {
      hint: "List its classes under `taxonomy`, each with an `id` and, if a program can code it, a `query`.",
    });
  const codes = await readCodings(io);
  const review = await screenWithoutRating(opened.input);
  io.status({ doing: "Coding studies" });
  const coded = await codeStudies(review, protocol, codes.codings);
  if (coded.studies.length === 0)
    io.notify(
      "No study is included yet, so there is nothing to code. slr status says what is open.",
    );
  const counts = countClasses(coded, classNamed(options.within, coded));
  const { table = "counts", figure = "bubbles" } = options;
  const content = form.render({ coded, counts, table, figure });
  if (output !== undefined) {
    // A coder's sheet belongs where it will be read, but never in the place of codes.
    if (table === "sheet" && (await io.kindOf(output)) === "nothing")
      await io.writeFile(output, pieces(content));
    else await writeOutput(io, output, pieces(content), [...opened.inputs().keys()]);
    io.notify(`The taxonomy of ${coded.studies.length} included studies is in ${output}.`);
  } else if (typeof content === "string") io.print(content.trimEnd());
  else await io.write(content);
  const problems = [...codes.problems, ...coded.problems];
  await printProblems(io, problems, {});
  notifyLostDecisions(io, review.results.problems);
  return problems.length === 0 ? EXIT.ok : exitCodeOf(problems);
}

function formFor(options: TaxonomyOptions, output: string | undefined): TaxonomyForm {
  const { format, table, figure } = options;
  const byEnding =
    output === undefined ? undefined : formOfEnding(output, "the taxonomy", TAXONOMY_FORMS);
  const chosen =
    format ??
    byEnding ??
    TAXONOMY_FORMS.find(({ holds }) => holds === (figure ? "figure" : "table"))!;
  if (figure !== undefined && chosen.holds !== "figure")
    throw new UserError(`--figure is for svg, and ${chosen.name} holds no figure.`);
  if (table !== undefined && chosen.holds !== "table")
    throw new UserError(
      chosen.holds === "figure"
        ? `--table is for tables, and ${chosen.name} holds a figure.`
        : `${chosen.name} holds every table, so --table says nothing; leave it out.`,
    );
  return chosen;
}

function classNamed(name: string | undefined, { classes }: CodedReview): number | undefined {
  if (name === undefined) return undefined;
  const at = classes.findIndex(({ id }) => id.toLowerCase() === name.toLowerCase());
  if (at >= 0 && classes[at]!.children.length > 0) return at;
  const parents = classes.filter(({ children }) => children.length > 0).map(({ id }) => id);
  throw new UserError(
    at < 0
      ? `\`${name}\` is no class of the taxonomy.`
      : `The class \`${name}\` has no sub-classes.`,
    {
      hint:
        parents.length === 0
          ? "No class has sub-classes; leave out --within."
          : `Classes with sub-classes: ${parents.join(", ")}.`,
    },
  );
}

async function* pieces(content: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield content;
}
