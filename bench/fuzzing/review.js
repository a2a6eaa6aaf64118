// Targets of bench/fuzz.js: whole runs of slr over a small review whose protocol, tables of people or
// command line are damaged. Every run must end with a code and a message, never with a stack.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { COMMANDS } from "../../dist/cli/commands/index.js";
import { diskAt } from "../../dist/cli/io/io.js";
import { main } from "../../dist/cli/main.js";
import { damagedText } from "../mutations.js";

const TITLES = [
  "Effects of sleep on recall in adults",
  "Effects of sleep on the recall of adults",
  "Language models for code review",
  "A survey of graph databases",
];
const EXPORT = TITLES.map(
  (title, at) =>
    `TY  - JOUR\nTI  - ${title}\nAU  - Doe${at}, J.\nPY  - ${2010 + at}\nDO  - 10.1000/a${at}\nAB  - About ${title}.\nER  - \n`,
).join("\n");

export const PROTOCOL = `title: Sleep
question: What does sleep do?
sources:
  - { name: Scopus, kind: database, files: "searches/*.ris", searched: 2024-05-25, query: sleep AND recall, expected: 4 }
criteria:
  - { id: E1, text: Too old, stage: before-screening, exclude: "year < 2005" }
  - { id: T1, text: Graphs, stage: title-abstract, exclude: 'title("graph database*")' }
  - { id: F1, text: No evaluation, stage: full-text }
reviewers:
  ada: { kind: person }
  bot: { kind: automation }
adjudicators: [ada]
screening:
  title-abstract: { by: rules-then-reviewers, stop: { rule: hypergeometric } }
  full-text: { by: reviewers, per-record: 2 }
versions: { preprint: separate }
known-relevant: [doi:10.1000/a0, Language models for code review]
decisions:
  - { file: team.csv, stage: title-abstract, record: { title: Paper }, verdict: { column: Vote, include: [yes], exclude: [no] } }
flow: { template: prisma-2020 }
`;

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";
/** Each table that people keep, as it is read. */
export const TABLES = {
  "decisions/ada.csv": `${HEADER}\n,title-abstract,include,,,"a note, with ""quotes""",2024-06-01T09:00:00Z,10.1000/a0,,${TITLES[0]},2010\n,title-abstract,exclude,T1,,,02.06.2024 09:00,,,${TITLES[3]},2013\n,full-text,exclude,F1,yes,,2024-06-03,10.1000/a0,,,\n`,
  "duplicates.csv": `a,b,verdict,by,note\ndoi:10.1000/a0,doi:10.1000/a1,same,ada,"two\nlines"\ndoi:10.1000/a2,doi:10.1000/a3,different,bela,\n`,
  "retrieval.csv": "record,retrieved,reason\ndoi:10.1000/a0,no,not found\ndoi:10.1000/a2,yes,\n",
  "studies.csv": "study,record\nDoe 2010,doi:10.1000/a0\nDoe 2010,doi:10.1000/a1\n",
  "team.csv": `Paper;Vote;Who\n${TITLES[0]};yes;ada\n${TITLES[2]};no;bela\n`,
};

/** Words that a command line can be made of, beside its own options. */
const WORDS = [
  ..."__proto__ constructor toString --format --format=__proto__ -f json csv text xml -o out.x".split(
    " ",
  ),
  ..."-o decisions/ada.csv results slr.yaml -1 0 1e9 NaN 0x10 99999999999999999999 -- - --".split(
    " ",
  ),
  ..."doi:10.1000/a0 searches/a.ris searches/*a*a*a* ../.. /dev/null ada bela T1 title-abstract".split(
    " ",
  ),
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u001b]52;c;aGk=\u0007",
  "a".repeat(5000),
  "[".repeat(500),
];

/** Options that a command knows, and words that it does not. */
function commandLine(random) {
  const words = [];
  let commands = COMMANDS;
  while (commands?.length > 0 && random.below(20) > 0) {
    const command = random.pick(commands);
    words.push(command.name);
    const flags = HELP.get(words.join(" ")) ?? [];
    commands = command.commands ?? [];
    if (commands.length > 0) continue;
    for (let n = random.below(5); n > 0; n -= 1) {
      words.push(random.below(3) > 0 && flags.length > 0 ? random.pick(flags) : random.pick(WORDS));
      if (random.below(2) > 0) words.push(random.pick(WORDS));
    }
  }
  if (random.below(8) === 0) words.splice(random.below(words.length + 1), 0, random.pick(WORDS));
  return words;
}

/** The options of each command, as its help names them. */
const HELP = new Map();
async function readHelp(commands, before) {
  for (const command of commands) {
    const words = [...before, command.name];
    const { said } = await run(tmpdir(), [...words, "--help"]);
    HELP.set(words.join(" "), [...new Set(said.match(/(?<=[\s,])--?[a-z][a-z-]*/g))]);
    await readHelp(command.commands ?? [], words);
  }
}

let folder;
/** The folder of that review. */
export const reviewFolder = () => folder;
/** A review in a folder of its own, whole before every input. */
export function fill(changes = {}) {
  folder ??= mkdtempSync(join(tmpdir(), "slr-fuzz-"));
  rmSync(folder, { recursive: true, force: true });
  const files = { "searches/a.ris": EXPORT, "slr.yaml": PROTOCOL, ...TABLES, ...changes };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
process.on("exit", () => folder && rmSync(folder, { recursive: true, force: true }));

/** The disk and a terminal that keeps what it is told. */
export function ioAt(path, say) {
  const io = (at) => ({
    ...diskAt(at),
    within: (below) => io(join(at, below)),
    print: say,
    write: (piece) => {
      say(Buffer.from(piece).toString());
      return Promise.resolve(true);
    },
    notify: say,
    status: () => {},
    width: undefined,
    notesWidth: undefined,
    colour: false,
    terminal: undefined,
    now: () => new Date("2024-06-03T09:00:00Z"),
    cpuSeconds: () => 0,
    memoryLimit: () => 2 ** 32,
    saveMemory: () => {},
    gitName: () => Promise.resolve(undefined),
    gitFile: () => Promise.resolve(undefined),
    untilInterrupted: () => Promise.resolve(),
    openLink: () => Promise.resolve(false),
  });
  return io(path);
}

async function run(path, argv) {
  let said = "";
  const say = (text) => {
    said += `${text}\n`;
  };
  const code = await main(argv, ioAt(path, say));
  return { code, said };
}

/** What every run promises. */
function expectSane({ code, said }) {
  if (![0, 1, 2].includes(code)) throw new Error(`the exit code is ${code}`);
  if (/bug in slr/.test(said) || /\n\s+at .*:\d+:\d+/.test(said))
    throw new Error(said.slice(said.search(/bug in slr|\n\s+at /)).slice(0, 300));
  if (code === 2 && said.trim() === "") throw new Error("the exit code is 2 without a word");
}

const target = (id, share, input, check) => ({
  id,
  share,
  prepare: async () => {
    await readHelp(COMMANDS, []);
    return 1;
  },
  input: async (random) => {
    const { text, options } = input(random);
    return { text, pieces: [text], options };
  },
  check,
});

/** Runs slr over a review with changed files; entries are not counted here. */
async function checkFiles(changes) {
  fill(changes);
  expectSane(await run(folder, ["check", "--format", "json"]));
  return [];
}

export const REVIEW_TARGETS = [
  target(
    "protocol",
    20,
    (random) => ({ text: damagedText(PROTOCOL, JSON.stringify(TABLES), random) }),
    ({ text }) => checkFiles({ "slr.yaml": text }),
  ),
  target(
    "tables",
    20,
    (random) => {
      const file = random.pick(Object.keys(TABLES));
      const other = TABLES[random.pick(Object.keys(TABLES))];
      return { text: damagedText(TABLES[file], other, random), options: { file } };
    },
    async ({ text, options: { file } }) => {
      await checkFiles({ [file]: text });
      expectRowsTold(file, text);
      return [];
    },
  ),
  target(
    "command-line",
    20,
    (random) => {
      const argv = commandLine(random);
      return { text: argv.join(" "), options: { argv } };
    },
    async ({ options: { argv } }) => {
      fill();
      expectSane(await run(folder, argv));
      for (const [file, text] of Object.entries({ ...TABLES, "searches/a.ris": EXPORT }))
        if (!readFileSync(join(folder, file), "utf8").startsWith(text))
          throw new Error(`${file} is not what it was`);
      return [];
    },
  ),
];

/** What people wrote stays as it is, whatever slr makes of it. */
function expectRowsTold(file, text) {
  if (!readFileSync(join(folder, file)).equals(Buffer.from(text)))
    throw new Error(`${file} was changed`);
}
