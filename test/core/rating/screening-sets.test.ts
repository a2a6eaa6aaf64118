import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { rankingQuality } from "../../../src/core/rating/learning/ranking-quality.ts";
import { createRandom } from "../../../src/core/statistics/random.ts";
import { inOrder, rated, rateTexts, type Text } from "./texts.ts";

interface SetRow {
  readonly title: string;
  readonly abstract: string;
  readonly keywords: string;
  readonly label_included: string;
}

const folder = fileURLToPath(new URL("../../../../shared/screening-sets/", import.meta.url));

describe.skipIf(!existsSync(folder))("real reviews (needs ../shared/screening-sets)", () => {
  test.each([
    ["MED_Cohen_UrinaryIncontinence", 0.8],
    ["SE_OODP", 0.85],
    ["MED_SNHL", 0.9],
  ])("50 decisions rank the rest of %s with an AUC of at least %f", (name, least) => {
    const rows: readonly SetRow[] = parse(readFileSync(`${folder}${name}.csv`, "utf8"), {
      columns: true,
    });
    const texts = rows.map(
      ({ title, abstract, keywords }): Text => ({
        ...(title ? { title } : {}),
        ...(abstract ? { abstract } : {}),
        keywords: keywords.split(";"),
      }),
    );
    const included = rows.map((row) => row.label_included === "1");
    const labels = draw(included, 1);
    const { scores } = rated(rateTexts(texts, labels, { seed: 1 }));
    const rest = inOrder(texts.length).filter((row) => labels[row] === 0);
    const { auc } = rankingQuality(
      Float64Array.from(rest, (row) => scores[row]!),
      Int8Array.from(rest, (row) => (included[row] ? 1 : -1)),
    );
    expect(auc).toBeGreaterThan(least);
  });
});

/** Fifty decisions at random, five of them or more includes. */
function draw(included: readonly boolean[], seed: number): Int8Array {
  const random = createRandom(seed);
  const rows = [...included.keys()];
  for (let i = 0; i < rows.length; i += 1) {
    const j = i + random(rows.length - i);
    [rows[i], rows[j]] = [rows[j]!, rows[i]!];
  }
  const labels = new Int8Array(included.length);
  const includes = Math.max(5, rows.slice(0, 50).filter((row) => included[row]).length);
  for (const row of rows.filter((row) => included[row]).slice(0, includes)) labels[row] = 1;
  for (const row of rows.filter((row) => !included[row]).slice(0, 50 - includes)) labels[row] = -1;
  return labels;
}
