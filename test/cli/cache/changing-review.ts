import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { risOf } from "../captured-io.ts";

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";
const TITLES = [
  "Pipelined training of giant models",
  "Paged attention for serving",
  "Quantised weights in hospitals",
  "Sparse experts, dense problems",
  "A trial of screening tools",
];
const BIB = `@article{a, title={Paged attention for serving}, author={Author1, A.}, year={2021}, doi={10.1000/p}}
@article{b, title={Sparse expert models and dense problems}, author={Novak, B.}, year={20l9}}
@article{,}
@misc{c, title={Seen twice}, note={x}}
@misc{d, title={Seen twice}, note={x}}
`;
const YAML = `title: Test
sources:
  - { name: Scopus, files: searches/s*.ris, expected: 5 }
  - { name: ACM, files: searches/*.bib }
criteria:
  - { id: E1, text: Old, stage: before-screening, exclude: year < 2021 }
  - { id: I1, text: Topic, stage: title-abstract, include: 'title-abs-key(model* OR serving OR screening)' }
  - { id: F1, text: Hospitals, stage: full-text, exclude: 'title(hospital*)' }
screening: { title-abstract: { by: rules-then-reviewers }, full-text: { by: rules-then-reviewers } }
known-relevant: [Paged attention for serving]
`;

/** The files of a small review that has faults of many kinds. */
export function startOfReview(): Record<string, string> {
  return {
    "slr.yaml": YAML,
    "searches/s1.ris": risOf(...TITLES),
    "searches/acm.bib": BIB,
    "decisions/ada.csv": `${HEADER}\n,title-abstract,include,,,,,,,${TITLES[0]},\n,full-text,exclude,,,,,,,${TITLES[0]},\nzzzzzzzz,title-abstract,include,,,,,,,,\n`,
    "duplicates.csv": "a,b,verdict,by,decided_at\n",
  };
}

/** One change that somebody makes in the folder of a review, and how it is told. */
export interface Change {
  readonly says: string;
  make(folder: string): void;
}

export const edit = (folder: string, file: string, change: (text: string) => string) => {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, change(readOrEmpty(path)));
};
const readOrEmpty = (path: string) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};
const filesIn = (folder: string) => {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
};
const title = fc.constantFrom(...TITLES, "Seen twice", "Of no record");

/** What may happen to the cache alone. */
export const damages: fc.Arbitrary<Change> = fc
  .tuple(fc.nat(), fc.constantFrom("cut", "edited", "emptied", "exchanged", "gone"))
  .map(([which, how]) => ({
    says: `a file of the cache is ${how}`,
    make: (folder: string) => damageCache(folder, which, how),
  }));

/** Everything that may happen to a review between two runs. */
export const changes: fc.Arbitrary<Change> = fc.oneof(
  fc
    .tuple(
      title,
      fc.constantFrom("title-abstract", "full-text"),
      fc.constantFrom("include", "exclude", "maybe"),
      fc.constantFrom("ada", "bela"),
      fc.constantFrom("", "F1", "E1"),
    )
    .map(([name, stage, verdict, by, reason]) => ({
      says: `${by}: ${verdict} ${name} at ${stage}`,
      make: (folder: string) =>
        edit(folder, `decisions/${by}.csv`, (text) => {
          const row = `,${stage},${verdict},${reason},,,,,,${/,/.test(name) ? `"${name}"` : name},\n`;
          return `${text || `${HEADER}\n`}${row}`;
        }),
    })),
  fc.tuple(title, title, fc.constantFrom("same", "different")).map(([a, b, verdict]) => ({
    says: `pair ${a} and ${b}: ${verdict}`,
    make: (folder: string) =>
      edit(folder, "duplicates.csv", (text) => `${text}"${a}","${b}",${verdict},ada,\n`),
  })),
  fc.constantFrom("searches/s1.ris", "searches/acm.bib").map((file) => ({
    says: `an entry more in ${file}`,
    make: (folder: string) =>
      edit(folder, file, (text) =>
        file.endsWith("ris")
          ? `${text}\n${risOf(`Entry at ${text.length} of models`)}`
          : `${text}@misc{e${text.length}, title={Entry at ${text.length} for serving}, year={2023}}\n`,
      ),
  })),
  fc
    .constantFrom(["PY  - 2021", "PY  - 20x1"], ["Paged", "Pagged"], ["ER  - \n", ""], ["A.", "Ä."])
    .map(([before = "", after = ""]) => ({
      says: `${before} becomes ${after}`,
      make: (folder: string) =>
        edit(folder, "searches/s1.ris", (text) => text.replace(before, after)),
    })),
  fc
    .constantFrom(
      ["year < 2021", "year < 2022"],
      ["model*", "transformer*"],
      ["by: rules-then", "by: "],
      ["name: ACM", "name: ACM DL"],
      ["expected: 5", "expected: 6"],
      ["{ name: ACM,", "{ name: ACM, unique: true,"],
      ["stage: full-text", "stage: title-abstract"],
      ["title: Test", "title: Best"],
      ["title(hospital*)", "full-text(hospital*)"],
    )
    .map(([before = "", after = ""]) => ({
      says: `slr.yaml: ${before} becomes ${after}, or back`,
      make: (folder: string) =>
        edit(folder, "slr.yaml", (text) =>
          text.includes(after) ? text.replace(after, before) : text.replace(before, after),
        ),
    })),
  fc.constant({
    says: "an export gets another name",
    make: (folder: string) => {
      const [first = ""] = filesIn(join(folder, "searches"));
      cpSync(join(folder, "searches", first), join(folder, "searches", `s-${first}.ris`));
      if (first.startsWith("s")) rmSync(join(folder, "searches", first));
    },
  }),
  damages,
);

/** Damages one file of the cache, or lets two change places. */
export function damageCache(folder: string, which: number, how: string): void {
  const cache = join(folder, ".slr/cache");
  const names = filesIn(cache);
  if (names.length === 0) return;
  const path = join(cache, names[which % names.length]!);
  const bytes = readFileSync(path);
  if (how === "gone") rmSync(path);
  if (how === "cut") writeFileSync(path, bytes.subarray(0, bytes.length / 2));
  if (how === "emptied") writeFileSync(path, "");
  if (how === "edited") {
    bytes[bytes.length - 1 - (which % 40)]! ^= 1;
    writeFileSync(path, bytes);
  }
  if (how === "exchanged")
    writeFileSync(path, readFileSync(join(cache, names[(which + 1) % names.length]!)));
}

/** Every file of a folder but the cache, with its content. */
export function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.startsWith(join(folder, ".slr")))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}
