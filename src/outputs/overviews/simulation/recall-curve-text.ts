import type { RecallCurve } from "../../../core/simulate/recall-curve.ts";

const COLUMNS = 51;
const ROWS = 11;

/** A curve with its name. */
export interface NamedCurve {
  readonly name: string;
  readonly curve: RecallCurve;
}

/**
 * Recall curves for the terminal. The x axis is records read, the y axis recall; `.` is reading at
 * random.
 */
export function recallCurveText(curves: readonly NamedCurve[]): string[] {
  const signs = signsOf(curves);
  const grid = Array.from({ length: ROWS }, () => new Array<string>(COLUMNS).fill(" "));
  const put = (column: number, recall: number, sign: string) => {
    grid[ROWS - 1 - Math.round(recall * (ROWS - 1))]![column] = sign;
  };
  for (let column = 0; column < COLUMNS; column += 1) put(column, column / (COLUMNS - 1), ".");
  // The first curve is drawn last, so that it lies on top.
  for (const [at, { curve }] of [...curves.entries()].reverse()) {
    for (let column = 0; column < COLUMNS; column += 1)
      put(column, curve[(column * (curve.length - 1)) / (COLUMNS - 1)]!, signs[at]!);
  }
  const label = (row: number) => {
    const percent = 100 - (row * 100) / (ROWS - 1);
    return percent % 20 === 0 ? `${percent} %` : "";
  };
  return [
    "recall",
    ...grid.map((cells, row) => `${label(row).padStart(6)} |${cells.join("").trimEnd()}`),
    `${" ".repeat(7)}+${"-".repeat(COLUMNS)}`,
    `${" ".repeat(8)}0 %${"50 %".padStart(COLUMNS / 2)}${"100 % read".padStart(COLUMNS / 2 + 3)}`,
    `${" ".repeat(8)}${[...curves.map(({ name }, at) => `${signs[at]} ${name}`), ". at random"].join("   ")}`,
  ];
}

/** The first letters of the names draw the curves, or the alphabet if two begin alike. */
function signsOf(curves: readonly NamedCurve[]): readonly string[] {
  const letters = curves.map(({ name }) => name[0]!);
  return new Set(letters).size === letters.length
    ? letters
    : curves.map((_, at) => String.fromCharCode("a".charCodeAt(0) + at));
}
