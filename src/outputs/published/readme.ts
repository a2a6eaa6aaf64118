import { plural } from "../../core/records/text/plural.ts";
import type { FlowCounts } from "../../core/screening/flow.ts";
import { flowMarkdown } from "../flow/forms/flow-markdown.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import type { CrateDescription, DescribedFile } from "./ro-crate.ts";

/** The README of the copy: what is in it, what is left out, and how to check it. */
export function publishedReadme(
  { title, question, version }: Pick<CrateDescription, "title" | "question" | "version">,
  files: readonly Pick<DescribedFile, "path" | "about">[],
  { flow, gaps }: { readonly flow: FlowCounts; readonly gaps: readonly string[] },
): string {
  const table = files.map(({ path, about }) => `| \`${path}\` | ${escapeMarkdown(about)} |`);
  return [
    `# ${escapeMarkdown(plainText(title))}`,
    ...(question === "" ? [] : ["", escapeMarkdown(plainText(question))]),
    "",
    `This is the published copy of a systematic review with ${plural(flow.total_studies, "included study")} in ${plural(flow.total_reports, "report")}. slr ${version} made it.`,
    "",
    "## Files",
    "",
    "| file | content |",
    "| --- | --- |",
    ...table,
    "",
    "## Left out",
    "",
    "Left out is what others wrote: the exports of the databases with their abstracts and index terms, full texts,",
    "and the words and sentences that criteria found in them. Notes and tags of the reviewers are left out, because they",
    "may quote abstracts. `exports.csv` has the hash of each export, so that whoever has the exports can see that they",
    "are the same.",
    "",
    "## Check it",
    "",
    "- `sha256sum -c SHA256SUMS` shows that no file has changed.",
    "- `slr check`, in this folder, follows each decision to its box again, counts the flow anew and compares the tables.",
    "  It lists what only the exports could show.",
    ...(gaps.length === 0 ? [] : ["", "## Gaps", "", ...gaps.map((gap) => `- ${gap}`)]),
    "",
    flowMarkdown.render(flow, { title: "" }).trimEnd(),
    "",
  ].join("\n");
}
