import { plural } from "../../../core/records/text/plural.ts";
import { htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import type { ReportSection } from "../report-section.ts";

/** What the page was made from, so that somebody else can make it again. */
export const provenanceSection: ReportSection = {
  id: "provenance",
  title: "How this page was made",
  render({ version, inputs, review }) {
    const formats = new Map(review.files.map(({ path, format }) => [path, format]));
    return `<p>slr ${htmlText(version)} made this page from the files below and nothing else, with <code>slr report</code>. The same files give the same page, byte for byte, so it carries no date. In the folder of the review, <code>slr check</code> recomputes every number, and <code>slr trace</code> follows a record (its key is in the first column of each list) to the lines of its exports.
${htmlTable(
  [
    { name: "File", kind: "path", cell: ([file]) => htmlText(file) },
    { name: "Read as", cell: ([file]) => htmlText(formats.get(file) ?? "") },
    { name: "SHA-256", kind: "key", cell: ([, { bytes }]) => `<code>${htmlText(bytes)}</code>` },
  ],
  [...inputs],
  { caption: `${plural(inputs.size, "file")}.` },
)}`;
  },
};
