import { expect, test } from "vitest";
import { RowsInTurn, rowsFrom } from "../../../../src/core/records/bulk/rows.ts";

const list = [3, 1, 2, 1];
const inTurn = new RowsInTurn(list.length, () => list.values());

test("rows made in turn are read like a list, as often as one likes", () => {
  for (const rows of [inTurn, rowsFrom(list, (row) => row)]) {
    expect(rows.length).toBe(4);
    expect([...rows]).toEqual(list);
    expect(rows.map((row, at) => row * 10 + at)).toEqual([30, 11, 22, 13]);
    expect(rows.flatMap((row) => (row === 1 ? [] : [row, row]))).toEqual([3, 3, 2, 2]);
    expect(rows.filter((row) => row === 1)).toEqual([1, 1]);
    expect(rows.find((row) => row < 3)).toBe(1);
    expect(rows.find((row) => row > 3)).toBeUndefined();
    expect([rows.some((row) => row === 2), rows.some((row) => row === 4)]).toEqual([true, false]);
  }
});
