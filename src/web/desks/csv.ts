/** A table as CSV: cells with signs of their own in quotes, lines end with a line feed. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** The rows of a CSV, also of one that a spreadsheet saved with semicolons or tabs. */
export function readCsv(text: string): string[][] {
  const whole = text.replace(/^\ufeff/, "");
  const header = /^[^\r\n]*/.exec(whole)?.[0] ?? "";
  const delimiter = [",", ";", "\t"].find((sign) => header.includes(sign)) ?? ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < whole.length; at += 1) {
    const sign = whole[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (whole[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === delimiter) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && whole[at + 1] === "\n") at += 1;
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows.filter((one) => one.some((text) => text !== ""));
}
