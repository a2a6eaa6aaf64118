import { displayWidth } from "./plain-text.ts";

/** Rows of cells as aligned columns; numbers align to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  const numeric = widths.map((_, column) =>
    rows.slice(1).every((row) => /^-?[\d,.]*(?: %)?$/.test(row[column] ?? "")),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const blanks = " ".repeat(widths[column]! - displayWidth(cell));
        return numeric[column] ? blanks + cell : cell + blanks;
      })
      .join("  ")
      .trimEnd(),
  );
}
