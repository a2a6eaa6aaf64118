/** Escapes text so that nothing in it is read as a cell border, markup, a link or HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]|~#!$]/g, "\\$&");
}

/** A table with its header; the columns whose place is in `numeric` align to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: ReadonlySet<number> = new Set(),
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => escapeMarkdown(cell).replace(/\r?\n/g, "<br>")).join(" | ")} |`;
  const rule = header.map((_, at) => (numeric.has(at) ? "---:" : ":---"));
  return [line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
