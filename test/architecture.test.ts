import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

/** What each folder of src may import beside itself, and why. */
const ALLOWED: Readonly<Record<string, readonly RegExp[]>> = {
  // Pure packages only: schemas, YAML with line numbers, linear-time regular expressions, the stemmer, hashes, and the loading of the weights that slr ships.
  // What finds duplicates is imported as data: the weights of the trees, and pairs of like words.
  core: [
    /^(?:zod|yaml|re2js|porter2)$/,
    /^node:(?:crypto|module)$/,
    /^models\/(?:duplicates|near-words)\.json$/,
  ],
  // YAML and JSON with line numbers; readers of tables, BibTeX, workbooks and SQLite databases (WebAssembly in memory, which reads no file
  // but its own program); streams that inflate, which touch no file; hashes.
  formats: [
    /^src\/core\//,
    /^(?:csv-parse(?:\/sync)?|bibtex-parse-js|hucre\/xlsx|hyparquet|saxes|sql\.js|unpdf|yaml)$/,
    /^node:(?:crypto|stream|zlib)$/,
  ],
  // An XLSX workbook is a zip archive. The figure of the flow as an image and as a page: resvg and
  // pdfkit draw with fonts that cli hands over, bidi-js orders text from right to left.
  outputs: [
    /^src\/core\//,
    /^(?:csv-stringify\/sync|@resvg\/resvg-js|hyparquet-writer|pdfkit|bidi-js)$/,
    /^node:(?:crypto|zlib)$/,
  ],
  // The page for browsers: modules of core without dependencies, and its own.
  web: [/^src\/core\/(?:decide|records)\//],
  cli: [/^src\/(?!web\/)/, /^node:/, /^(?:commander|chalk|ora|picomatch)$/],
  // The library face: whoever builds on it brings the files and the terminal.
  "index.ts": [/^src\/(?:core|formats|outputs)\//],
};

/** `import … from "x"`, `export … from "x"`, `import("x")`. */
const IMPORT = /^(?:import|export)\b[^;"]*?from "([^"]+)"|\bimport\("([^"]+)"\)/gm;

const imports = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
  .flatMap((file) =>
    [...readFileSync(join("src", file), "utf8").matchAll(IMPORT)]
      .map(([, named, loaded]) => named ?? loaded ?? "")
      .map((target) => ({
        folder: file.split(/[/\\]/)[0] ?? "",
        file: `src/${file}`,
        target: target.startsWith(".") ? join("src", dirname(file), target) : target,
      })),
  );

test("imports point inwards: cli to formats and outputs, these to core", () => {
  const forbidden = imports.filter(
    ({ folder, target }) =>
      !target.startsWith(`src/${folder}/`) &&
      !ALLOWED[folder]?.some((allowed) => allowed.test(target)),
  );
  expect(forbidden).toEqual([]);
  expect(imports.length).toBeGreaterThan(100);
});

test("core, formats, outputs and the library face know no clock, no randomness, no locale and no process", () => {
  const impure =
    /\b(?:Date\.now|new Date\b|Math\.random|localeCompare|toLocale\w*|Intl\.|process\.|console\.|performance\.)/;
  const found = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => /^(?:core|formats|outputs|index)/.test(file) && file.endsWith(".ts"))
    .filter((file) => {
      const code = readFileSync(join("src", file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      return impure.test(code);
    });
  expect(found).toEqual([]);
});

test("text leaves slr by one way: commands print through their Io, which makes it safe", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts"));
  const using = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(join("src", file), "utf8"))).sort();
  expect(using(/\bconsole\.|\bstd(?:out|err)\b[.\w]*\.write\(|\bwriteSync\(/)).toEqual([
    // It writes to a file of its own.
    "cli/io/aside-file.ts",
    "cli/io/terminal/node-terminal.ts",
    "cli/io/terminal/terminal-output.ts",
  ]);
  // Whoever is handed an Io by the program is handed a safe one.
  expect(using(/\bnodeIo\(/)).toEqual(["cli/io/terminal.ts", "cli/main.ts"]);
  expect(using(/\bwithSafeOutput\(/)).toEqual([
    "cli/io/terminal/safe-output.ts",
    "cli/usage/program.ts",
    "cli/usage/report-error.ts",
  ]);
});

/** `import type` loads nothing, and `import("x")` waits. */
const EAGER_IMPORT = /^(?:import|export) (?!type\b)[^;"]*?from "([^"]+)"/gm;

/** The files and packages that a file loads when it is loaded. */
function loadedBy(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  if (!file.startsWith("src/")) return loaded;
  for (const [, target = ""] of readFileSync(file, "utf8").matchAll(EAGER_IMPORT))
    loadedBy(target.startsWith(".") ? join(dirname(file), target) : target, loaded);
  return loaded;
}

test("the start of the program loads commander and the list of commands, and nothing that they need", () => {
  const loaded = [...loadedBy("src/cli/main.ts")];
  const packages = loaded.filter((target) => !/^(?:src\/|node:)/.test(target));
  expect(packages).toEqual(["commander"]);
  expect(loaded.filter((file) => /^src\/(?:formats|outputs)\//.test(file))).toEqual([]);
  const commands = loaded.filter((file) => /\/commands\//.test(file));
  expect(commands).toEqual([join("src", "cli", "commands", "index.ts")]);
});

test("the page for browsers loads modules of core that load no package and nothing of Node", () => {
  const loaded = [...loadedBy("src/web/main.ts")];
  expect(loaded.filter((target) => !target.startsWith("src"))).toEqual([]);
  const rooms = loaded.map((file) => file.split(/[/\\]/).slice(1, 3).join("/"));
  expect([...new Set(rooms)].filter((room) => !/^(?:web|core)\//.test(room))).toEqual([]);
});

/** The rooms of cli from the outside in: each imports from those behind it, and from itself. */
const CLI_ROOMS = [
  "start.ts",
  "main.ts",
  "commands",
  "folder",
  "cache",
  "threads",
  "shipped",
  "usage",
  "io",
  "installed-files.ts",
  "user-cache.ts",
];

test("the rooms of cli import one way: start, main, commands, folder, cache, threads, shipped, usage, io, places", () => {
  const roomOf = (path: string) => CLI_ROOMS.indexOf(path.split(/[/\\]/)[2] ?? "");
  const inside = imports.filter(({ file, target }) =>
    [file, target].every((path) => path.startsWith("src/cli/")),
  );
  expect(inside.filter(({ file }) => roomOf(file) < 0)).toEqual([]);
  expect(inside.filter(({ file, target }) => roomOf(target) < roomOf(file))).toEqual([]);
});

interface Room {
  /** The rooms of the same folder that it may import. */
  readonly uses: readonly string[];
  /** Why it needs just these. */
  readonly why: string;
}

/**
 * The rooms of a folder, and files beside them that hold a room's place, each with the rooms that it
 * may import. To add a room, add its row; an arrow that would close a circle belongs into the lower
 * of the two rooms, or into a new one below.
 */
const ROOMS: Readonly<Record<string, Readonly<Record<string, Room>>>> = {
  core: {
    records: { uses: [], why: "The nouns of a review: every room uses them, and they use none." },
    statistics: { uses: [], why: "Formulas of textbooks: they know numbers, not reviews." },
    metrics: {
      uses: ["statistics"],
      why: "How good an order of screening is, in means and intervals.",
    },
    agreement: { uses: ["records"], why: "How far reviewers agree, from tables of verdicts." },
    criteria: { uses: ["records"], why: "A query is evaluated on the fields of a record." },
    dedupe: {
      uses: ["records", "statistics"],
      why: "Entries are compared by their fields, and weighed in deterministic arithmetic.",
    },
    stopping: {
      uses: ["records", "statistics"],
      why: "A rule looks at how many records were read and found, and tests that.",
    },
    rating: {
      uses: ["metrics", "records", "statistics"],
      why: "A model learns from the words of records; how well it does is a metric.",
    },
    simulate: {
      uses: ["metrics", "rating", "records", "statistics", "stopping"],
      why: "A screening is played with a model and a stopping rule, and measured.",
    },
    protocol: {
      uses: ["criteria", "dedupe", "records", "stopping"],
      why: "The protocol holds queries, the policy for versions and a stopping rule; each room checks its own.",
    },
    votes: {
      uses: ["protocol", "records"],
      why: "Rows of reviewers are counted, and records dealt, as the protocol says.",
    },
    screening: {
      uses: ["criteria", "dedupe", "protocol", "records", "stopping", "votes"],
      why: "One record goes through the stages by criteria and votes; results name relations of versions, and progress is what stopping rules look at.",
    },
    review: {
      uses: ["criteria", "dedupe", "protocol", "rating", "records", "screening", "votes"],
      why: "The pipeline of all records: it lists the steps, and the rooms below do them.",
    },
    versions: {
      uses: ["records", "review", "screening"],
      why: "A lock holds what a screened review came to; two of them show what changed between versions.",
    },
    published: {
      uses: ["dedupe", "protocol", "records", "review", "screening"],
      why: "A copy without exports holds what the first steps of the pipeline found, and the later steps run on it.",
    },
    checks: {
      uses: [
        "claims",
        "criteria",
        "dedupe",
        "protocol",
        "published",
        "records",
        "review",
        "screening",
        "versions",
      ],
      why: "A check looks at a screened review and its protocol, and says what is wrong.",
    },
    claims: {
      uses: ["criteria", "dedupe", "protocol", "records", "review", "screening", "votes"],
      why: "What publications claim of a review is compared with its entries, as decisions and duplicates are.",
    },
    lint: {
      uses: ["criteria", "protocol", "records"],
      why: "Rules look at the search strings of a protocol, as the languages of databases write them.",
    },
    overviews: {
      uses: [
        "agreement",
        "criteria",
        "dedupe",
        "protocol",
        "rating",
        "records",
        "review",
        "screening",
        "statistics",
        "stopping",
        "versions",
        "votes",
      ],
      why: "Answers for commands, drawn from a screened review with every tool that explains it.",
    },
    decide: {
      uses: [
        "criteria",
        "overviews",
        "protocol",
        "rating",
        "records",
        "review",
        "screening",
        "votes",
      ],
      why: "A session asks for what is open, in the order of the rating or of an audit, shows what criteria find, and writes rows.",
    },
  },
  outputs: {
    text: { uses: [], why: "Escaping, tables and columns for every kind of output." },
    checks: { uses: ["text"], why: "What checks found, in the forms that programs read." },
    html: { uses: ["text"], why: "Pages that are one file: tables and escaped text in markup." },
    flow: { uses: ["html", "text"], why: "The flow diagram in each of its forms is text." },
    report: {
      uses: ["flow", "html", "overviews", "text"],
      why: "The whole review as one page, with the flow in its middle and the pictures of commands.",
    },
    "review-files": { uses: [], why: "Rows that slr appends to the tables people keep." },
    records: { uses: ["text"], why: "Records in the formats of other tools are text." },
    "web-page": {
      uses: ["html", "text"],
      why: "The page for browsers, whose title is text in markup, with the policy of every page.",
    },
    methods: {
      uses: ["flow", "text"],
      why: "A methods section is text; as a Word document it is written like the flow.",
    },
    overviews: {
      uses: ["flow", "records", "text"],
      why: "What commands print is text; for programs it holds the flow under its box names, and tables become workbooks.",
    },
    published: {
      uses: ["flow", "results", "text"],
      why: "A copy for an archive holds results, tables of its own and a README with the flow.",
    },
    results: {
      uses: ["flow", "records", "text"],
      why: "The files of results/ hold the flow and the included records, too.",
    },
  },
  formats: {
    "names.ts": {
      uses: [],
      why: "The names of formats, which import nothing, so that help and checks of names load no reader.",
    },
    "marks.ts": {
      uses: [],
      why: "Where entries begin by raw text, apart from all readers, so that their faults are not repeated.",
    },
    "format.ts": {
      uses: ["marks.ts", "names.ts"],
      why: "The contract of a format: text in chunks comes in, batches of entries and problems go out.",
    },
    text: { uses: [], why: "Encodings, lines and markup: characters, whatever the format." },
    "review-files": {
      uses: [],
      why: "The tables that people keep in a review folder, row by row.",
    },
    papers: {
      uses: ["claims"],
      why: "The prose of papers, in which numbers are read as those of claims are.",
    },
    claims: {
      uses: ["review-files"],
      why: "Counts that others published, in the tables and texts that they published them in.",
    },
    fields: {
      uses: ["format.ts", "text"],
      why: "What values of exports say, and the one way to finish a record of them.",
    },
    containers: {
      uses: ["format.ts", "names.ts"],
      why: "Archives and workbooks hold exports: bytes come in, texts and tables go out.",
    },
    bibtex: {
      uses: ["fields", "format.ts", "marks.ts", "text"],
      why: "A family of formats: entries in braces.",
    },
    tagged: {
      uses: ["fields", "format.ts", "marks.ts", "text"],
      why: "A family of formats: lines with tags.",
    },
    xml: {
      uses: ["fields", "format.ts", "marks.ts", "text"],
      why: "A family of formats: elements.",
    },
    tables: {
      uses: ["containers", "fields", "format.ts", "marks.ts", "text"],
      why: "A family of formats: rows and columns, of texts and of workbooks.",
    },
    json: {
      uses: ["fields", "format.ts", "marks.ts", "tables", "text"],
      why: "A family of formats: objects. slr.yaml names their fields as it names the columns of a table.",
    },
    "index.ts": {
      uses: ["bibtex", "containers", "format.ts", "json", "names.ts", "tables", "tagged", "xml"],
      why: "The registry of formats, which detects the one that a text is in.",
    },
    "joined.ts": {
      uses: ["format.ts", "index.ts", "marks.ts", "names.ts"],
      why: "Lines of other formats in a file: two exports joined in one.",
    },
    "guard.ts": {
      uses: ["format.ts", "joined.ts"],
      why: "The guard of the law, which compares what a format reads with the marks in the text.",
    },
    "export-of-text.ts": {
      uses: ["format.ts", "guard.ts", "index.ts", "names.ts"],
      why: "The reading of one text in memory, for the library face.",
    },
    "imprint.ts": {
      uses: ["bibtex", "fields", "text"],
      why: "What entries of all formats say of editors and publishers, which no format reads into a record.",
    },
    references: {
      uses: ["text"],
      why: "The references in entries of all formats, which no format reads into a record.",
    },
    vectors: {
      uses: [],
      why: "Numbers for records, by key, in the formats of encoders; they are no exports.",
    },
    "screening-tools": {
      uses: ["containers", "guard.ts", "index.ts", "tables", "text"],
      why: "The decisions in files of other tools, whose records are in any format of the registry.",
    },
  },
};

/** The imports from one room of a folder to another. */
const arrows = imports.flatMap(({ folder, file, target }) => {
  const [, top, to] = target.split(/[/\\]/);
  const [, , from = ""] = file.split(/[/\\]/);
  return top === folder && to !== undefined && from !== to ? [{ folder, from, to, file }] : [];
});

describe.each(Object.entries(ROOMS))("the rooms of src/%s", (folder, rooms) => {
  test("each has a row that says what it imports and why", () => {
    const found = readdirSync(`src/${folder}`);
    expect(Object.keys(rooms).sort()).toEqual(found.sort());
    for (const { why } of Object.values(rooms)) expect(why).toMatch(/^[A-Z].+\.$/);
  });

  test("import the rooms of their row and no others", () => {
    const own = arrows.filter((arrow) => arrow.folder === folder);
    expect(own.filter(({ from, to }) => !rooms[from]?.uses.includes(to))).toEqual([]);
    // A row that allows what nobody needs would let the next wrong import pass.
    const unused = Object.entries(rooms).flatMap(([from, { uses }]) =>
      uses
        .filter((to) => !own.some((arrow) => arrow.from === from && arrow.to === to))
        .map((to) => `${from} → ${to}`),
    );
    expect(unused).toEqual([]);
  });

  test("form no circle", () => {
    const below = (room: string, path: readonly string[]): string[] =>
      path.includes(room)
        ? [[...path, room].join(" → ")]
        : (rooms[room]?.uses ?? []).flatMap((next) => below(next, [...path, room]));
    expect(Object.keys(rooms).flatMap((room) => below(room, []))).toEqual([]);
  });
});

/** The rooms inside of core/rating, from the inside out; the files beside them put the rooms together. */
const RATING_ROOMS = ["kernels", "text", "models", "vectors", "learning"];

test("the rooms of rating import one way: learning, vectors, models, text, kernels", () => {
  const roomOf = (path: string) =>
    RATING_ROOMS.indexOf(/^src[/\\]core[/\\]rating[/\\](\w+)[/\\]/.exec(path)?.[1] ?? "");
  const isRating = (path: string) => /^src[/\\]core[/\\]rating[/\\]/.test(path);
  const own = imports.filter(({ file, target }) => roomOf(file) >= 0 && isRating(target));
  expect(own.length).toBeGreaterThan(10);
  expect(
    own.filter(({ file, target }) => roomOf(target) < 0 || roomOf(target) > roomOf(file)),
  ).toEqual([]);
});
