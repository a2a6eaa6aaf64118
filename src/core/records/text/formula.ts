/** The beginnings that make a spreadsheet take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const MARKED = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * A cell that a spreadsheet takes for text: an apostrophe is put before a formula, and before an
 * apostrophe that could be mistaken for this one.
 */
export function formulaAsText(cell: string): string {
  return FORMULA.test(cell) || MARKED.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `formulaAsText`. */
export function textOfFormula(cell: string): string {
  return MARKED.test(cell) ? cell.slice(1) : cell;
}
