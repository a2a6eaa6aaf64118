// node bench/review-folder.js <folder> <entries> [seed]: writes a made-up review of a million entries if need
// be: five exports in five formats, 20 criteria, and decisions on one of a hundred entries (400 at least).
import { closeSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bibtex, endnoteXml, entriesOfSources, pubmedXml, ris, scopusCsv } from "./generate.js";

const CSV_HEADER = `${scopusCsv([]).split("\n")[0]}\n`;
/** Each database in a format of its own. `write` turns entries into text, `around` begins and ends a file. */
const EXPORTS = [
  {
    name: "Scopus",
    file: "scopus.csv",
    write: (list, at) => scopusCsv(list, at).slice(CSV_HEADER.length),
    around: [CSV_HEADER, ""],
  },
  { name: "Web of Science", file: "wos.ris", write: ris, around: ["", ""] },
  { name: "ACM", file: "acm.bib", write: bibtex, around: ["", ""] },
  {
    name: "PubMed",
    file: "pubmed.xml",
    write: pubmedXml,
    around: ['<?xml version="1.0"?>\n<PubmedArticleSet>\n', "</PubmedArticleSet>\n"],
  },
  {
    name: "Embase",
    file: "embase.xml",
    write: endnoteXml,
    around: ['<?xml version="1.0" encoding="UTF-8" ?><xml><records>', "</records></xml>"],
  },
];
/** How many entries of a source are turned into text at a time, so that memory does not grow. */
const CHUNK = 1000;

const CRITERIA = [
  `{ id: E1, text: Old, stage: title-abstract, exclude: year < 1992 }`,
  `{ id: E2, text: Rats, stage: title-abstract, exclude: 'title(rat OR rats OR mouse OR mice OR murine) AND NOT title-abs(human* OR patient*)' }`,
  `{ id: E3, text: Protocol, stage: title-abstract, exclude: 'title("study protocol" OR protocol)' }`,
  ...[
    "clinical trial",
    "risk factors",
    "control group",
    "social media",
    "health care",
    "data set",
    "time series",
    "case report",
  ].map(
    (topic, at) =>
      `{ id: E${at + 4}, text: About ${topic}, stage: title-abstract, exclude: 'title-abs("${topic}" OR ${topic.replace(" ", " NEAR/3 ")})' }`,
  ),
  ...["cancer", "children", "surgery", "education", "water", "energy", "neural*", "protein*"].map(
    (topic, at) =>
      `{ id: E${at + 12}, text: About ${topic.replace("*", "")}, stage: title-abstract, exclude: 'title(${topic})' }`,
  ),
  `{ id: I1, text: Topic, stage: title-abstract, include: 'title-abs-key("language model*" OR transformer* OR attention OR training OR inference OR learning OR memory OR method* OR system*)' }`,
];

/**
 * Writes the folder of a review.
 *
 * @returns {number} how many bytes its exports have
 */
export function writeReview(folder, entries, seed = 1) {
  mkdirSync(join(folder, "searches"), { recursive: true });
  mkdirSync(join(folder, "decisions"), { recursive: true });
  const files = EXPORTS.map((one) => {
    const path = join(folder, "searches", one.file);
    const handle = openSync(path, "w");
    writeSync(handle, one.around[0]);
    return { ...one, path, handle, waiting: [], written: 0 };
  });
  const flush = (file) => {
    if (file.waiting.length > 0) writeSync(file.handle, file.write(file.waiting, file.written));
    file.written += file.waiting.length;
    file.waiting = [];
  };
  const decided = Math.max(400, Math.round(entries / 100));
  const decisions = ["record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year"];
  for (const { work, source } of entriesOfSources(entries, EXPORTS.length, seed)) {
    const file = files[source];
    file.waiting.push(work);
    if (file.waiting.length === CHUNK) flush(file);
    if (decisions.length <= decided) {
      const verdict = /\b(?:language|transformer|attention|inference|decoding)\b/i.test(work.title)
        ? "include"
        : "exclude";
      const decidedAt = new Date(Date.UTC(2026, 0, 1) + decisions.length * 60_000).toISOString();
      decisions.push(
        `,title-abstract,${verdict},,,,${decidedAt},${work.doi},,"${work.title}",${work.year}`,
      );
    }
  }
  for (const file of files) {
    flush(file);
    writeSync(file.handle, file.around[1]);
    closeSync(file.handle);
  }
  writeFileSync(join(folder, "decisions/ada.csv"), `${decisions.join("\n")}\n`);
  writeFileSync(
    join(folder, "slr.yaml"),
    `title: Bench
sources:
${EXPORTS.map(({ name, file }) => `  - { name: ${name}, files: searches/${file} }`).join("\n")}
criteria:
${CRITERIA.map((criterion) => `  - ${criterion}`).join("\n")}
screening: { title-abstract: { by: rules-then-reviewers } }
`,
  );
  return files.reduce((sum, { path }) => sum + statSync(path).size, 0);
}

const [, self, folder, entries, seed] = process.argv;
if (self === fileURLToPath(import.meta.url))
  console.log(`${writeReview(folder, Number(entries), Number(seed ?? 1))} bytes`);
