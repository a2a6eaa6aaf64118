import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import type { SourceOverlap } from "../../../../src/core/overviews/search/contributions.ts";
import { overlapSvg } from "../../../../src/outputs/overviews/search/overlap-svg.ts";

/** Debian's; where it is missing, the test of real drawing is left out. */
const CHROMIUM = "/usr/bin/chromium";

const NAMES = [
  ...["PubMed", "Embase (Ovid)", "Web of Science", "Scopus", "CINAHL (EBSCOhost)"],
  ...["Cochrane Central Register of Controlled Trials", "arXiv", "中国知网", "Citations <1>"],
];

/** Nine sources, and as many of their combinations as asked for, the largest first. */
function overlapWith(combinations: number): SourceOverlap {
  return {
    sources: NAMES.map((name, at) => ({
      name,
      kind: "database",
      records: 12_345 - 1_200 * at,
      alone: 10,
      included: 90 - 9 * at,
      includedAlone: 1,
    })),
    combinations: Array.from({ length: combinations }, (_, at) => ({
      sources: NAMES.filter((_, bit) => ((at + 1) >> bit) % 2 === 1),
      records: Math.max(1, 11_000 - 300 * at),
      included: at === combinations - 1 ? 50 : at % 3,
    })),
  };
}

test("every combination is a column, and described; what is not drawn is said", () => {
  const few = overlapSvg(overlapWith(5), "A review");
  expect(few.match(/<circle/g)).toHaveLength(5 * NAMES.length);
  expect(few).toContain("PubMed + Embase (Ovid): 10,400 records, 2 included");
  expect(few).not.toContain("not drawn");
  const many = overlapSvg(overlapWith(500), "A review");
  expect(many.match(/<circle/g)).toHaveLength(32 * NAMES.length);
  expect(many).toMatch(
    /468 more combinations with [\d,]+ records, [\d,]+ included, are not drawn\./,
  );
  // The one with most included reports is drawn, though it has few records.
  expect(many).toMatch(/: 1 record, 50 included/);
});

test.skipIf(!existsSync(CHROMIUM))(
  `in ${CHROMIUM}, no two texts of the picture meet, and all are inside of it`,
  async () => {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      const page = await browser.newPage();
      for (const combinations of [1, 7, 200]) {
        const svg = overlapSvg(overlapWith(combinations), "A made-up review with nine sources");
        await page.setContent(`<body style="margin:0">${svg}</body>`);
        const faults = await page.evaluate(faultsOfTexts);
        expect(faults).toEqual([]);
      }
    } finally {
      await browser.close();
    }
  },
  60_000,
);

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Runs in the page: texts outside of the picture, and pairs of texts that meet. */
function faultsOfTexts(): string[] {
  const { document } = globalThis as unknown as {
    document: {
      querySelectorAll(
        selector: string,
      ): Iterable<{ textContent: string; getBoundingClientRect(): Box }>;
    };
  };
  const [frame] = [...document.querySelectorAll("svg")].map((svg) => svg.getBoundingClientRect());
  const texts = [...document.querySelectorAll("svg text")].map((text) => ({
    name: text.textContent,
    box: text.getBoundingClientRect(),
  }));
  return texts.flatMap(({ name, box }, at) => {
    const isOutside =
      box.left < frame!.left || box.right > frame!.right || box.bottom > frame!.bottom;
    const met = texts
      .slice(at + 1)
      .filter(
        (other) =>
          box.left < other.box.right - 1 &&
          other.box.left < box.right - 1 &&
          box.top < other.box.bottom - 2 &&
          other.box.top < box.bottom - 2,
      );
    return [
      ...(isOutside ? [`${name} is outside`] : []),
      ...met.map((other) => `${name} meets ${other.name}`),
    ];
  });
}
