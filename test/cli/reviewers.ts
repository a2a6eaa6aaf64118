import { risOf, type TestFolder, testFolder } from "./captured-io.ts";

/** Twelve titles that nothing takes for duplicates. */
export const TITLES = [
  "Pipelined training of giant models",
  "Paged attention for serving",
  "Quantization below four bits",
  "Speculative decoding with small drafts",
  "Sparse mixtures of experts",
  "Kernel fusion on accelerators",
  "Offloading optimizer states to disks",
  "Early exit for transformers",
  "Distillation without labels",
  "Batching requests of unequal length",
  "Caching keys across conversations",
  "Scheduling jobs on shared clusters",
] as const;

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";

const VERDICTS: Readonly<Record<string, string>> = { i: "include", e: "exclude", m: "maybe" };

/** Rows of `decisions/<reviewer>.csv`, one letter for each title: i, e, m, or a dot for no decision. */
export function rowsOf(letters: string, stage = "title-abstract"): string {
  const rows = [...letters].flatMap((letter, at) => {
    const verdict = VERDICTS[letter];
    const reason = verdict === "exclude" ? (stage === "full-text" ? "F1" : "E1") : "";
    return verdict === undefined ? [] : [`,${stage},${verdict},${reason},,,,,,${TITLES[at]},`];
  });
  return `${[HEADER, ...rows].join("\n")}\n`;
}

/** A review of the twelve titles with what these reviewers decided at title/abstract. */
export function reviewedBy(
  decisions: Readonly<Record<string, string>>,
  screening = "{ title-abstract: { by: reviewers, per-record: 2 } }",
  more = "",
): TestFolder {
  const files = Object.entries(decisions).map(([name, letters]) => [
    `decisions/${name}.csv`,
    rowsOf(letters),
  ]);
  return testFolder({
    "slr.yaml": `sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: E1, text: Off topic, stage: title-abstract }
  - { id: F1, text: No evaluation, stage: full-text }
screening: ${screening}
${more}`,
    "searches/scopus.ris": risOf(...TITLES),
    ...Object.fromEntries(files),
  });
}
