/** The beginnings that make a spreadsheet take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const MARKED = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * A cell that a spreadsheet takes for text: an apostrophe is put before a formula, and before an
 * apostrophe that could be mistaken for this one.
 */
export function formulaAsText(cell: string): string {
  // Tables have millions of cells, nearly all of which begin so.
  if (isLetterOrDigit(cell.charCodeAt(0))) return cell;
  return FORMULA.test(cell) || MARKED.test(cell) ? `'${cell}` : cell;
}

function isLetterOrDigit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);
}

/** The cell as it was before `formulaAsText`. */
export function textOfFormula(cell: string): string {
  return MARKED.test(cell) ? cell.slice(1) : cell;
}
