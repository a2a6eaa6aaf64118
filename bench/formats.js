// npm run bench:formats [-- MB]: how fast each text format is read, and with how much memory, beside
// peers measured in the same run on the same file: a plain scan for lines, and csv-parse or saxes alone. Each
// figure is a process of its own. No figure here is a test.
import { spawnSync } from "node:child_process";
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse";
import { SaxesParser } from "saxes";
import { bibtex, endnoteXml, pubmedXml, ris, scopusCsv, works } from "./generate.js";

const SELF = fileURLToPath(import.meta.url);
const open = (file) => createReadStream(file, { highWaterMark: 1 << 18 });

/** What a child process may do with a file; each returns how many entries, rows or lines it saw. */
const READERS = {
  async slr(file) {
    const { decodeText } = await import("../dist/formats/text/decode.js");
    const { detectFormat } = await import("../dist/formats/index.js");
    let head = "";
    for await (const chunk of decodeText(open(file)).chunks) {
      head += chunk;
      if (head.length >= 65_536) break;
    }
    const format = detectFormat(head, { file });
    let entries = 0;
    for await (const batch of format.read(decodeText(open(file)).chunks, { file }))
      entries += batch.entries.length;
    return entries;
  },
  async lines(file) {
    let lines = 0;
    for await (const chunk of open(file).setEncoding("utf8")) lines += chunk.split("\n").length - 1;
    return lines;
  },
  async "csv-parse"(file) {
    let rows = 0;
    for await (const _ of open(file).pipe(parse({ bom: true, relax_column_count: true })))
      rows += 1;
    return rows - 1;
  },
  async saxes(file) {
    let elements = 0;
    const parser = new SaxesParser();
    parser.on("opentag", () => {
      elements += 1;
    });
    for await (const chunk of open(file).setEncoding("utf8")) parser.write(chunk);
    parser.close();
    return elements;
  },
};

const [reader, target] = process.argv.slice(2);
if (Object.hasOwn(READERS, reader ?? "")) {
  const count = await READERS[reader](target);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(
    JSON.stringify({ count, cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS / 1024 }),
  );
} else {
  compare(Number(reader ?? 50));
}

function compare(megabytes) {
  const folder = mkdtempSync(join(tmpdir(), "slr-bench-"));
  const header = scopusCsv([]).split("\n")[0].length + 1;
  const formats = {
    RIS: { file: "a.ris", write: ris, peers: ["lines"] },
    BibTeX: { file: "a.bib", write: bibtex, peers: ["lines"] },
    CSV: { file: "a.csv", write: scopusCsv, skip: header, peers: ["lines", "csv-parse"] },
    PubMed: {
      file: "a.xml",
      write: pubmedXml,
      around: ['<?xml version="1.0"?>\n<PubmedArticleSet>\n', "</PubmedArticleSet>\n"],
      peers: ["lines", "saxes"],
    },
    EndNote: {
      file: "b.xml",
      write: endnoteXml,
      around: ['<?xml version="1.0" encoding="UTF-8" ?><xml><records>', "</records></xml>"],
      peers: ["lines", "saxes"],
    },
  };
  console.log(`${megabytes} MB of each format, Node ${process.version}\n`);
  console.log("format  reader       seconds   MB/s  CPU s   peak MB  entries, rows or lines");
  for (const [name, { file, write, skip = 0, around = ["", ""], peers }] of Object.entries(
    formats,
  )) {
    const path = join(folder, file);
    generate(path, megabytes * 1e6, (list, first) => write(list).slice(first ? 0 : skip), around);
    const size = statSync(path).size / 1e6;
    for (const reader of ["slr", ...peers]) {
      const started = process.hrtime.bigint();
      const { stdout, stderr, status } = spawnSync(process.execPath, [SELF, reader, path], {
        encoding: "utf8",
      });
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      if (status !== 0) throw new Error(`${reader} failed on ${name}: ${stderr}`);
      const { count, cpu, rss } = JSON.parse(stdout);
      console.log(
        [
          name.padEnd(8),
          reader.padEnd(10),
          seconds.toFixed(2).padStart(10),
          (size / seconds).toFixed(0).padStart(7),
          cpu.toFixed(2).padStart(7),
          rss.toFixed(0).padStart(10),
          `  ${count}`,
        ].join(""),
      );
    }
    rmSync(path);
  }
  rmSync(folder, { recursive: true });
}

/** Writes works, a thousand at a time, until a file has the size that is wanted. */
function generate(path, size, text, [before, after]) {
  const file = openSync(path, "w");
  let written = writeSync(file, before);
  for (let part = 1; written < size; part += 1) {
    written += writeSync(file, text(works(1000, part), part === 1));
  }
  writeSync(file, after);
  closeSync(file);
}
