// npm run bench:fuzz [-- N [format [seed [first]]]]: damages fixtures, and real exports where they lie
// beside the repository, and reads what comes out: nothing may throw, hang, or lose an entry in silence.
// So are queries, the texts of slr.yaml and of people's tables, and requests of browsers (fuzzing/people.js), and
// slr.yaml, people's tables and command lines (fuzzing/review.js), in whole runs of slr.
// N inputs of each format (100,000; of workbooks and archives a fifth, of whole runs a twentieth), the
// same for the same seed.
// `format` may be several, with commas; `first` begins at a later input, to repeat one that failed.
// A failure is printed with its number and kept in coverage/fuzz/.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { ContainerError } from "../dist/formats/containers/container.js";
import { gzip } from "../dist/formats/containers/gzip.js";
import { readZipDirectory, unzip, zip } from "../dist/formats/containers/zip.js";
import { adviceFor, detectFormat, FORMATS } from "../dist/formats/index.js";
import { xlsx } from "../dist/formats/tables/xlsx.js";
import { decodeText } from "../dist/formats/text/decode.js";
import { xlsxWriter } from "../dist/outputs/records/xlsx-writer.js";
import { PEOPLE_TARGETS } from "./fuzzing/people.js";
import { REVIEW_TARGETS } from "./fuzzing/review.js";
import { cutAnywhere, damagedBytes, damagedText, randomOf } from "./mutations.js";

/** An input that takes more milliseconds of the processor is a failure, if it does so twice. */
const SLOW = 2000;
/** After this many milliseconds of the processor without an end, an input hangs; or of the clock, where it waits for nothing. */
const HANGS = 20_000;
const WAITS = 600_000;
/** Failures that are reported before a format is given up. */
const MOST_FAILURES = 10;
/** Characters of the pieces that inputs are made of. */
const PIECE = 2048;

const FIXTURES = new URL("../fixtures/formats/", import.meta.url);
const EXPORTS = new URL("../../shared/exports/", import.meta.url);
const KEPT = new URL("../coverage/fuzz/", import.meta.url);

/** What slr.yaml says of the fixtures that need it. */
const OPTIONS = {
  csv: [{ columns: { title: "Naam van het stuk", authors: "wie", year: "Wanneer", id: "Code" } }],
  json: [
    {
      rows: "pages.raw.search-results.entry",
      columns: { title: "heading", year: "meta.when", authors: "meta.who.n", id: "code" },
    },
    { columns: { year: "when", venue: "where", colour: "hue" } },
  ],
};

async function* each(pieces) {
  for (const piece of pieces) yield piece;
}

const expectThat = (condition, message) => {
  if (!condition) throw new Error(message());
};

async function textOf(bytes) {
  const parts = [];
  for await (const part of decodeText(bytes).chunks) parts.push(part);
  return parts.join("");
}

async function decoded(pieces) {
  const { chunks, decoding } = decodeText(each(pieces));
  const parts = [];
  for await (const part of chunks) parts.push(part);
  return { text: parts.join(""), decoding: decoding() };
}

async function readPieces(format, pieces, options) {
  const entries = [];
  const problems = [];
  for await (const batch of format.read(each(pieces), options)) {
    entries.push(...batch.entries);
    problems.push(...batch.problems);
  }
  return { entries, problems };
}

/** What every reading promises; `lines` is how many the file has. */
function expectAccounted({ entries, problems }, lines) {
  const expectLine = (line, what) =>
    expectThat(
      Number.isInteger(line) && line >= 1 && line <= lines,
      () => `${what} in line ${line} of ${lines}`,
    );
  let last = 1;
  for (const { kind, line, record, problem } of entries) {
    expectLine(line, "an entry");
    expectThat(line >= last, () => `an entry in line ${line} behind one in line ${last}`);
    last = line;
    if (kind === "record")
      expectThat(
        record?.original.length > 0,
        () => `a record without anything in it in line ${line}`,
      );
    else
      expectThat(
        kind === "unreadable" && problem?.message,
        () => `neither record nor problem in line ${line}`,
      );
  }
  for (const { line, message, code, severity } of [
    ...problems,
    ...entries.flatMap(({ problem }) => problem ?? []),
  ]) {
    if (line !== undefined) expectLine(line, code);
    expectThat(
      message && code && /^(error|warning)$/.test(severity),
      () => `an empty problem, ${code}`,
    );
  }
}

/** Where a title stands that no reader can take for one, in formats that have such places. */
const NO_TITLE = {
  // Outside of entries BibTeX has text, and only a field of that name is seen to be a title.
  bibtex: (text, at) =>
    /@(?:comment|preamble)/i.test(text) ||
    !/(?:^|[\r\n,])[ \t]{0,20}title[ \t]{0,60}=[ \t]{0,20}["{]+$/i.test(text.slice(0, at)),
  // An instruction may be torn open, and ends behind the title.
  "pubmed-xml": (text, at) => text.lastIndexOf("<?", at) > text.lastIndexOf("?>", at),
  // In the header a damaged line end makes it the name of a column.
  csv: (text, at, firstLine) => text.slice(0, at).split(/\r\n|\n|\r/).length < firstLine,
};

/** Titles that stand in a text must be in a record, or there must be a problem that says something is wrong. */
function expectTitles(id, text, titles, { entries, problems }) {
  if (problems.length > 0 || entries.some(({ kind }) => kind === "unreadable")) return;
  const values = entries.flatMap(({ record }) => [
    record.title ?? "",
    // Where rows are fields, a title may be what the name of a field should be.
    ...record.original.flat(),
  ]);
  for (const title of titles) {
    const at = text.indexOf(title);
    // Names of files hold titles, too.
    if (
      at < 0 ||
      !/^(?:["}<\r\n\t,;]|$)/.test(text.slice(at + title.length, at + title.length + 1))
    )
      continue;
    if (NO_TITLE[id]?.(text, at, entries[0].line)) continue;
    expectThat(
      values.some((value) => value.includes(title)),
      () => `no record and no problem for "${title}"`,
    );
  }
}

function filesOf(format) {
  const folder = new URL(`${format.id}/`, FIXTURES);
  const fixtures = readdirSync(folder).filter((name) => !name.endsWith(".json"));
  const files = fixtures.map((name) => new URL(encodeURIComponent(name), folder));
  if (!existsSync(new URL("INDEX.tsv", EXPORTS))) return files;
  const [, ...rows] = readFileSync(new URL("INDEX.tsv", EXPORTS), "utf8").trimEnd().split("\n");
  return [...files, ...rows.map((row) => new URL(row.split("\t")[0], EXPORTS))];
}

/** Texts of a format in pieces of a few thousand characters, with the titles of their records. */
async function corpusOf(format) {
  const corpus = [];
  for (const file of filesOf(format)) {
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file).subarray(0, 100_000);
    const { text } = await decoded([bytes]);
    const known = [{}, ...(OPTIONS[format.id] ?? [])].some((options) =>
      format.recognizes(text.slice(0, 65_536), { file: "a", ...options }),
    );
    if (!known) continue;
    const { entries } = await readPieces(format, [text], { file: "a" });
    const titles = entries
      .flatMap(({ record }) => record?.title ?? [])
      .filter((title) => title.length > 20 && text.includes(title));
    corpus.push({ text, bytes, titles });
  }
  return corpus;
}

/** A small file, or the head of a large one with a cut-out of it. */
function pieceOf(whole, random) {
  if (whole.length <= 2 * PIECE) return whole;
  const from = random.below(whole.length - PIECE);
  const head = whole.slice(0, random.below(PIECE));
  const cutOut = whole.slice(from, from + PIECE);
  return typeof whole === "string" ? head + cutOut : Uint8Array.from(Buffer.concat([head, cutOut]));
}

function fuzzText(format) {
  let corpus;
  return {
    id: format.id,
    share: 1,
    async prepare() {
      corpus = await corpusOf(format);
      return corpus.length;
    },
    async input(random) {
      const one = random.pick(corpus);
      const other = random.pick(corpus);
      const options = {
        file: "a",
        ...(random.below(4) === 0 && random.pick(OPTIONS[format.id] ?? [{}])),
      };
      const titles = one === other ? one.titles : [...one.titles, ...other.titles];
      // Bytes come with the errors of decoding.
      const text =
        random.below(4) > 0
          ? damagedText(pieceOf(one.text, random), pieceOf(other.text, random), random)
          : (
              await decoded([
                damagedBytes(pieceOf(one.bytes, random), pieceOf(other.bytes, random), random),
              ])
            ).text;
      return {
        text,
        pieces: cutAnywhere(text, random),
        titles,
        options,
        again: random.below(10) === 0,
      };
    },
    async check({ text, pieces, titles, options, again }) {
      const reading = await readPieces(format, pieces, options);
      expectAccounted(reading, text.split(/\r\n|\n|\r/).length);
      // A file that is not recognised, or has no entries at all, is reported where files are opened.
      if (reading.entries.length > 0 && format.recognizes(text, options))
        expectTitles(format.id, text, titles, reading);
      if (again) {
        const whole = await readPieces(format, [text], options);
        expectThat(
          JSON.stringify(whole) === JSON.stringify(reading),
          () => "chunks change what is read",
        );
      }
      detectFormat(text, options);
      adviceFor(text, options);
      return reading.entries;
    },
  };
}

function fuzzDecoding() {
  const corpus = [];
  return {
    id: "decode",
    share: 1,
    async prepare() {
      for (const format of FORMATS)
        for (const { text, bytes } of await corpusOf(format)) {
          corpus.push(bytes);
          if (corpus.length % 8 === 0) corpus.push(Uint8Array.from(Buffer.from(text, "utf16le")));
          if (corpus.length % 8 === 4) corpus.push(Uint8Array.from(Buffer.from(text, "latin1")));
        }
      return corpus.length;
    },
    async input(random) {
      const [one, other] = [random.pick(corpus), random.pick(corpus)].map((bytes) =>
        pieceOf(bytes, random),
      );
      const bytes = damagedBytes(one, other, random);
      return { bytes, pieces: cutAnywhere(bytes, random) };
    },
    async check({ bytes, pieces }) {
      const whole = await decoded([bytes]);
      const cut = await decoded(pieces);
      expectThat(whole.text === cut.text, () => "chunks change the text");
      const reports = [whole, cut].map(({ decoding }) => JSON.stringify(decoding));
      expectThat(
        reports[0] === reports[1],
        () => `chunks change the report: ${reports.join(", ")}`,
      );
      const { encoding, badBytes } = whole.decoding;
      expectThat(badBytes <= bytes.length, () => `${badBytes} bad bytes of ${bytes.length}`);
      if (encoding.startsWith("utf-16")) return [];
      const ends = bytes.filter((byte) => byte === 10).length;
      const kept = whole.text.split("\n").length - 1;
      expectThat(ends === kept, () => `${kept} of ${ends} line ends`);
      return [];
    },
  };
}

/** A zip archive of files, given as pairs of name and text. */
function packed(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of files) {
    const data = Buffer.from(text);
    const body = deflateRawSync(data, { level: 1 });
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800, 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(body.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), about, place, Buffer.from(name));
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), about, Buffer.from(name), body]);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Uint8Array.from(Buffer.concat([...parts, central, Buffer.from("PK\x05\x06"), end]));
}

const TABLE = [
  ["Title", "Authors", "Year", "DOI"],
  ["Effects of sleep on recall", "Doe, J.; Roe, R.", 2019, "10.1000/a"],
  ["Sleep & <memory>: a trial", "Poe, E.", "2020 ", undefined],
  [undefined, undefined, undefined, undefined],
  ["=1+1 is no formula", "Moe, L.", "in press", "10.1000/b"],
];

function workbook() {
  const writer = xlsxWriter(
    /** @type {string[]} */ (TABLE[0]).map((name, at) => [name, (row) => row[at]]),
  );
  const rows = TABLE.slice(1).map((row) => writer.record(row));
  return Uint8Array.from(Buffer.concat([writer.begin, ...rows, writer.end()]));
}

/** The files in an archive, as pairs of name and text. */
function partsOf(bytes) {
  return Promise.all(
    readZipDirectory(bytes).map(async (entry) => [entry.name, await textOf(unzip(bytes, entry))]),
  );
}

async function readWorkbookEntries(pieces) {
  const { problems, read } = await xlsx.open(() => each(pieces), { file: "a" });
  const entries = [];
  const remarks = [...problems];
  for await (const batch of read()) {
    entries.push(...batch.entries);
    remarks.push(...batch.problems);
  }
  expectAccounted({ entries, problems: remarks }, 1_048_576);
  return entries;
}

async function readContainer(container, pieces) {
  const { members } = await container.open(() => each(pieces), { file: "a" });
  for (const { bytes } of members) {
    try {
      for await (const _ of bytes());
    } catch (error) {
      if (!(error instanceof ContainerError)) throw error;
    }
  }
  return [];
}

/** Formats and containers that are bytes: they may refuse a file, by a ContainerError and nothing else. */
function fuzzBytes(id, read, corpusOfBytes, damage = damagedBytes) {
  let corpus;
  return {
    id,
    share: 5,
    async prepare() {
      corpus = await corpusOfBytes();
      return corpus.length;
    },
    async input(random) {
      const bytes = damage(random.pick(corpus), random.pick(corpus), random);
      return { bytes, pieces: cutAnywhere(bytes, random) };
    },
    async check({ pieces }) {
      try {
        return await read(pieces);
      } catch (error) {
        if (error instanceof ContainerError) return [];
        throw error;
      }
    },
  };
}

const CELLS =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>43831.5</v></c></row><row r="4" hidden="1"><c r="A4" t="inlineStr"><is><r><t>Two </t></r><r><t>runs</t></r></is></c><c r="B4" t="b"><v>1</v></c><c r="C4" t="e"><v>#REF!</v></c><c r="D4" t="str"><f>A1&amp;B1</f><v>x</v></c></row>';
const STRINGS =
  '<si><t>Title</t></si><si><t>Year</t></si><si><t xml:space="preserve"> Effects of sleep </t></si>';

/** Workbooks whose XML is damaged inside of an archive that is whole. */
async function workbookParts() {
  const parts = await partsOf(workbook());
  const sheet = parts.map(([name, text]) =>
    name.endsWith("sheet1.xml")
      ? [
          name,
          text.replace(
            /<sheetData>.*<\/sheetData>/s,
            `<sheetData>${CELLS}</sheetData><mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells>`,
          ),
        ]
      : [name, text],
  );
  const shared = [
    ...sheet,
    [
      "xl/sharedStrings.xml",
      `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${STRINGS}</sst>`,
    ],
  ].map(([name, text]) => {
    if (name.endsWith("workbook.xml.rels"))
      return [
        name,
        text.replace(
          "</Relationships>",
          '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        ),
      ];
    return [name, text];
  });
  return [parts, shared];
}

function damagedWorkbook(parts, others, random) {
  const one = random.below(parts.length);
  return packed(
    parts.map(([name, text], at) =>
      at === one || (name.includes("sheet1") && random.below(2) === 0)
        ? [name, damagedText(text, random.pick(others)[1], random)]
        : [name, text],
    ),
  );
}

const RIS_TEXT = "TY  - JOUR\nTI  - Effects of sleep on recall\nER  - \n";
const archives = () => [
  packed([
    ["a.ris", RIS_TEXT],
    ["b/c.csv", "Title,Year\nA,2019\n"],
    ["__MACOSX/._a.ris", "\0"],
  ]),
  workbook(),
];

const TARGETS = [
  ...FORMATS.map(fuzzText),
  fuzzDecoding(),
  fuzzBytes("xlsx", readWorkbookEntries, () => [workbook()]),
  fuzzBytes("xlsx-parts", readWorkbookEntries, workbookParts, damagedWorkbook),
  fuzzBytes("zip", (pieces) => readContainer(zip, pieces), archives),
  fuzzBytes(
    "gzip",
    (pieces) => readContainer(gzip, pieces),
    () => [Uint8Array.from(gzipSync(RIS_TEXT)), Uint8Array.from(gzipSync(RIS_TEXT.repeat(500)))],
  ),
  ...PEOPLE_TARGETS,
  ...REVIEW_TARGETS,
];

if (isMainThread) await runAll(...process.argv.slice(2));
else await work(workerData);

async function runAll(count = "100000", names = "", seed = "1", first = "0") {
  const chosen =
    names === "" || names === "all"
      ? TARGETS
      : TARGETS.filter(({ id }) => names.split(",").includes(id));
  if (chosen.length === 0)
    throw new Error(`no format ${names}; there are ${TARGETS.map(({ id }) => id).join(", ")}`);
  const width = Math.max(...chosen.map(({ id }) => id.length), 6) + 2;
  console.log(`seed ${seed}, Node ${process.version}\n`);
  console.log(`${"format".padEnd(width)}  inputs   entries  unreadable  slowest ms  failures`);
  for (const { id, share } of chosen) {
    const total = await runOne({
      id,
      seed,
      first: Number(first),
      end: Number(first) + Math.ceil(Number(count) / share),
    });
    console.log(
      [
        id.padEnd(width),
        String(total.inputs).padStart(8),
        String(total.entries).padStart(10),
        String(total.unreadable).padStart(12),
        total.slowest.toFixed(0).padStart(12),
        String(total.failures).padStart(10),
      ].join(""),
    );
    if (total.failures > 0) process.exitCode = 1;
  }
}

/** Runs the inputs of one format in a thread that can be stopped when it hangs, and goes on behind the input that hung. */
async function runOne({ id, seed, first, end }) {
  const total = { inputs: 0, entries: 0, unreadable: 0, slowest: 0, failures: 0 };
  for (let from = first; from < end && total.failures < MOST_FAILURES; ) {
    const progress = new Int32Array(new SharedArrayBuffer(4));
    progress[0] = -1;
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { id, seed, from, end, progress },
    });
    from = await new Promise((resolve, reject) => {
      const spent = () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1000;
      };
      let seen = { at: -1, since: performance.now(), spent: spent() };
      const watch = setInterval(async () => {
        const at = progress[0];
        if (at !== seen.at) seen = { at, since: performance.now(), spent: spent() };
        else if (
          at >= 0 &&
          (spent() - seen.spent > HANGS || performance.now() - seen.since > WAITS)
        ) {
          clearInterval(watch);
          await worker.terminate();
          total.failures += 1;
          total.inputs = at + 1 - first;
          console.log(`${id} ${at} (seed ${seed}): hangs`);
          resolve(at + 1);
        }
      }, 500);
      worker.on("message", ({ failure, ...counts }) => {
        total.inputs += counts.inputs ?? 0;
        total.entries += counts.entries ?? 0;
        total.unreadable += counts.unreadable ?? 0;
        total.slowest = Math.max(total.slowest, counts.slowest ?? 0);
        if (failure === undefined) return;
        total.failures += 1;
        console.log(`${id} ${failure.at} (seed ${seed}): ${failure.message}\n  ${failure.file}`);
        if (total.failures < MOST_FAILURES) return;
        clearInterval(watch);
        worker.terminate().then(() => resolve(end), reject);
      });
      worker.on("error", reject);
      worker.on("exit", () => {
        clearInterval(watch);
        if (progress[0] === end) resolve(end);
      });
    });
  }
  return total;
}

async function work({ id, seed, from, end, progress }) {
  const target = TARGETS.find((one) => one.id === id);
  if ((await target.prepare()) === 0) throw new Error(`there are no files of ${id} to damage`);
  let counts = { inputs: 0, entries: 0, unreadable: 0, slowest: 0 };
  for (let at = from; at < end; at += 1) {
    progress[0] = at;
    const input = await target.input(randomOf(id, seed, at));
    try {
      let { entries, time } = await timed(target, input);
      // What is compiled first, or collects garbage, may be slow once.
      if (time > SLOW) ({ entries, time } = await timed(target, input));
      counts.slowest = Math.max(counts.slowest, time);
      expectThat(time <= SLOW, () => `took ${Math.round(time)} ms`);
      counts.entries += entries.length;
      counts.unreadable += entries.filter(({ kind }) => kind === "unreadable").length;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      parentPort.postMessage({ failure: { at, message, file: keep(id, seed, at, input, error) } });
    }
    counts.inputs += 1;
    if (counts.inputs === 100 || at === end - 1) {
      parentPort.postMessage(counts);
      counts = { inputs: 0, entries: 0, unreadable: 0, slowest: 0 };
    }
  }
  progress[0] = end;
  await target.finish?.();
}

async function timed(target, input) {
  // Time of the processor, because a busy machine makes everything slow.
  const before = process.cpuUsage();
  const entries = await target.check(input);
  const { user, system } = process.cpuUsage(before);
  return { entries, time: (user + system) / 1000 };
}

/** Keeps an input that failed: JSON, because half of a surrogate pair cannot be written as UTF-8. */
function keep(id, seed, at, input, error) {
  const { text, bytes, pieces, options } = input;
  mkdirSync(KEPT, { recursive: true });
  const file = new URL(`${id}-${seed}-${at}.json`, KEPT);
  const sizes = pieces.map(({ length }) => length);
  const content =
    text === undefined ? { base64: Buffer.from(bytes).toString("base64") } : { text, options };
  const detail = error instanceof Error ? error.stack : String(error);
  writeFileSync(file, `${JSON.stringify({ id, seed, at, detail, ...content, sizes }, null, 2)}\n`);
  return fileURLToPath(file);
}
