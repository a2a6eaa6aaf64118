import { expect, test } from "vitest";
import { type TestFolder, testFolder } from "../../captured-io.ts";

/** A review of code smells; some records call them anomalies, flaws or decay. */
const SUBJECTS = {
  smells: {
    words: "smells refactoring duplicated clones detection maintenance quality metrics",
    where: "Java, Android, Python, Eclipse, spreadsheets, games, compilers",
  },
  teams: {
    words: "students teaching opinions lectures effort surveys courses practice",
    where: "universities, startups, communities, companies, schools, forums, programmers",
  },
  flaws: {
    words: "anomalies antipatterns flaws bugs faults defects degradation debt",
    where: "software, programs, architectures, modules, libraries, applications, classes",
  },
  hearts: {
    words: "heart cardiac mortality placebo hypertension stroke infarction dosage",
    where: "patients, women, children, clinics, hospitals, adults, smokers",
  },
} as const;

/** So many records about a subject, with titles that nothing takes for duplicates. */
function about(subject: keyof typeof SUBJECTS, count: number) {
  const words = SUBJECTS[subject].words.split(" ");
  const where = SUBJECTS[subject].where.split(", ");
  const pick = (from: readonly string[], k: number) => from[k % from.length]!;
  return Array.from({ length: count }, (_, i) => {
    const step = 1 + Math.floor(i / words.length);
    return {
      title: `${pick(words, i)} and ${pick(words, i + step)} in ${pick(where, 3 * i + step)}`,
      abstract: `We study ${pick(words, i + 2 * step)} and ${pick(words, i + 3 * step)} of ${pick(where, i)}, with ${pick(words, i + 5)} as the outcome.`,
    };
  });
}

const FLAWS = about("flaws", 8).map(({ title }) => title);
const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";

/**
 * Records about smells, and a few about developers, were included first; then so many about hearts
 * were excluded.
 */
function review(excluded: number): TestFolder {
  const included = [...about("smells", 12), ...about("teams", 4)];
  const hearts = about("hearts", 40);
  const records = [...included, ...hearts, ...about("flaws", 8)];
  const row = (verdict: string, reason: string) => (record: { title: string }) =>
    `,title-abstract,${verdict},${reason},,,,,,${record.title},`;
  return testFolder({
    "slr.yaml": `sources: [{ name: Scopus, files: scopus.ris }]
criteria: [{ id: E1, text: Off topic, stage: title-abstract }]
screening: { title-abstract: { by: reviewers } }
`,
    "scopus.ris": records
      .map(({ title, abstract }) => `TY  - JOUR\nTI  - ${title}\nAB  - ${abstract}\nER  - \n`)
      .join("\n"),
    "decisions/ada.csv": [
      HEADER,
      ...included.map(row("include", "")),
      ...hearts.slice(0, excluded).map(row("exclude", "E1")),
      "",
    ].join("\n"),
  });
}

test("when nothing relevant comes any more, slr rate names unread records in other words", async () => {
  const folder = review(26);
  const { code, out } = await folder.slr("rate", "--limit", "1");
  expect(code).toBe(0);
  const text = out.replace(/\s+/g, " ");
  expect(text).toMatch(
    /Nothing relevant among the last 26 records\. These unread records are near the included ones in meaning and share few words with them; .*? first\): 7 records: (?:\w+, ){5}\w+ [a-z2-7]{8} antipatterns and flaws in libraries /,
  );
  const { outliers, queue } = JSON.parse((await folder.slr("rate", "--format", "json")).out);
  expect(outliers).toHaveLength(1);
  expect(outliers[0].terms).toContain("flaws");
  const titleOf = new Map(
    queue.map(({ record, title }: { record: string; title: string }) => [record, title]),
  );
  for (const key of outliers[0].records) expect(FLAWS).toContain(titleOf.get(key));
});

test("as long as relevant records come, it names none", async () => {
  const folder = review(24);
  expect((await folder.slr("rate", "--limit", "1")).out).not.toContain("share few words");
  expect(JSON.parse((await folder.slr("rate", "--format", "json")).out).outliers).toEqual([]);
});
