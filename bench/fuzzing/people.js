// Targets of bench/fuzz.js: what people write and what browsers send, read by the function that reads it,
// without a run of slr around it.
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { openScreening } from "../../dist/cli/commands/decide/web/serve.js";
import {
  DIALECTS,
  evaluateQuery,
  IndexedSubject,
  parseQuery,
  translate,
} from "../../dist/core/criteria/index.js";
import { parseProtocol } from "../../dist/core/protocol/parse-protocol.js";
import { readCodes } from "../../dist/formats/review-files/codes.js";
import {
  readDecisions,
  readPairs,
  readRetrievals,
  readStudies,
} from "../../dist/formats/review-files/review-tables.js";
import { damagedText } from "../mutations.js";
import { fill, ioAt, PROTOCOL, reviewFolder, TABLES } from "./review.js";

const expectThat = (condition, message) => {
  if (!condition) throw new Error(message());
};

const textTarget = (id, inputOf, check) => ({
  id,
  share: 1,
  prepare: async () => 1,
  input: async (random) => {
    const { text, options } = inputOf(random);
    return { text, pieces: [text], options };
  },
  check,
});

const QUERIES = [
  'title-abs-key("language model*" OR LLM* OR transformer*) AND NOT (survey OR review)',
  'year < 2017 OR year > 2023 AND language = en AND type = "conference paper"',
  "title ~ /effects? of (sleep|rest)/i OR abstract ~ /^a{1,20}b?$/",
  "(sleep NEAR/5 recall) OR sleep NEAR/0 (memor* OR col?ur) AND has(abstract)",
  "@one OR (@two AND venue(nature)) # a comment\nAND authors(doe)",
  'TITLE-ABS-KEY(sleep W/3 recall) AND PUBYEAR AFT 2014 AND LIMIT-TO(DOCTYPE, "ar")',
  "exp Sleep/ or (nurs*.ti,ab. and burnout adj3 stress.tw.)",
  '("Sleep"[Mesh] OR sleep[tiab]) AND 2019:2020[dp]',
];
const SUBJECT = new IndexedSubject({
  record: {
    title: "Effects of sleep on recall in adults: a transformer",
    abstract: "We ask whether sleep helps. ".repeat(20),
    keywords: ["sleep", "memory"],
    authors: [{ family: "Doe", given: "J." }],
    year: 2019,
    issn: [],
    mesh: [],
    original: [],
  },
});

const queries = textTarget(
  "queries",
  (random) => ({
    text: damagedText(random.pick(QUERIES), random.pick(QUERIES), random),
    options: { dialect: random.pick(DIALECTS).name },
  }),
  ({ text, options: { dialect } }) => {
    /** @type {any} */
    const parsed = parseQuery(text);
    if (parsed.ok) {
      const { truth } = evaluateQuery(parsed.query, SUBJECT);
      expectThat(truth !== undefined, () => "a query without a result");
    } else {
      const { start, end, message } = parsed.error;
      expectThat(message !== "", () => "a query is refused without a word");
      expectThat(
        start >= 0 && end >= start && start <= text.length + 1,
        () => `a fault at ${start} to ${end} of ${text.length}`,
      );
    }
    translate(
      text,
      DIALECTS.find(({ name }) => name === dialect),
    );
    return [];
  },
);

const protocols = textTarget(
  "slr-yaml",
  (random) => ({ text: damagedText(PROTOCOL, JSON.stringify(TABLES), random) }),
  ({ text }) => {
    const parsed = parseProtocol(text, "slr.yaml");
    const lines = text.split(/\r\n|\n|\r/).length;
    if (!parsed.ok)
      expectThat(
        parsed.problems.some(({ severity }) => severity === "error"),
        () => "slr.yaml is refused without an error",
      );
    for (const { line, message, code } of parsed.problems)
      expectThat(
        message !== "" && code !== "" && (line === undefined || (line >= 1 && line <= lines + 1)),
        () => `${code} in line ${line} of ${lines}`,
      );
    return [];
  },
);

const READERS = {
  "decisions/ada.csv": (text) => readDecisions(text, "a.csv", "ada"),
  "duplicates.csv": (text) => readPairs(text, "a.csv"),
  "retrieval.csv": (text) => readRetrievals(text, "a.csv"),
  "studies.csv": (text) => readStudies(text, "a.csv"),
  "team.csv": (text) => readCodes(text, "a.csv", "ada"),
};

const decisions = textTarget(
  "decisions",
  (random) => {
    const file = random.pick(Object.keys(READERS));
    const other = TABLES[random.pick(Object.keys(TABLES))];
    return { text: damagedText(TABLES[file], other, random), options: { file } };
  },
  ({ text, options: { file } }) => {
    const { rows, problems } = READERS[file](text);
    const filled = text.split(/\r\n|\n|\r/).filter((line) => /[^\s,;"]/.test(line)).length;
    // The header is a row of its own; everything else is a row or is told.
    if (filled > 1)
      expectThat(rows.length > 0 || problems.length > 0, () => "rows are lost without a word");
    return rows.map(() => ({ kind: "record" }));
  },
);

const PATHS = [
  "/",
  "/session",
  "/api/dashboard",
  "/api/queue/screen/title-abstract",
  "/api/queue/screen/title-abstract/items?from=0",
  "/api/queue/screen%2Ftitle-abstract/answer",
  "/api/queue/screen/title-abstract/answers",
  "/api/queue/screen/title-abstract/search?q=sleep",
  "/api/queue/screen/title-abstract/skip",
  "/api/queue/screen/title-abstract/order",
  "/api/queue/pairs/answer",
  "/fulltext/257o2smx",
  "/flow.svg",
];
const BODIES = [
  '{"uuid":"00000000-0000-4000-8000-000000000000","seen":0,"key":"k","saying":{"verdict":"include","reasons":[],"note":"a note","tags":["a"]}}',
  '{"uuid":"00000000-0000-4000-8000-000000000001","seen":99,"key":"","saying":null}',
  '{"__proto__":{"verdict":"include"},"order":"rating","key":"k"}',
];

/** A server over the review of all targets, and a window that has signed in. */
async function openServer() {
  fill({ "duplicates.csv": "a,b,verdict,by,decided_at\n" });
  const screening = await openScreening(
    ["ada"],
    { order: "key", open: false, port: 0 },
    ioAt(reviewFolder(), () => {}),
  );
  const url = new URL(screening.links[0].link);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const send = (method, path, headers, body) =>
    new Promise((done, fail) => {
      const sent = request(
        { host: "127.0.0.1", port: url.port, method, path, headers, agent },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (chunk) => {
            text += chunk;
          });
          response.on("end", () =>
            done({ status: response.statusCode, text, headers: response.headers }),
          );
        },
      );
      sent.on("error", fail);
      sent.end(body);
    });
  const bearer = { Authorization: `Bearer ${url.hash.slice(3)}` };
  const { headers } = await send("POST", "/session", bearer);
  const cookie = String(headers["set-cookie"]).split(";")[0];
  const close = async () => {
    agent.destroy();
    await screening.close();
  };
  return { send, close, signs: { ...bearer, Cookie: cookie, "Content-Type": "application/json" } };
}

let server;
const requests = {
  ...textTarget(
    "requests",
    (random) => {
      const damaged = (list) => damagedText(random.pick(list), random.pick(list), random);
      const path = random.below(2) === 0 ? random.pick(PATHS) : damaged(PATHS);
      return {
        text: damaged(BODIES),
        options: {
          // What a browser can send at all; Node refuses the rest before it is sent.
          path: `/${path.replace(/[^!-~]/g, (sign) => encodeURIComponent(sign.toWellFormed()))}`.replace(
            "//",
            "/",
          ),
          method: random.pick(["GET", "POST", "POST", "POST", "HEAD", "PUT"]),
          isKnown: random.below(8) > 0,
        },
      };
    },
    async ({ text, options: { path, method, isKnown } }) => {
      const { send, signs } = await server;
      const before = decisionsNow();
      const body = method === "GET" || method === "HEAD" ? undefined : text.toWellFormed();
      const answer = await send(method, path, isKnown ? signs : {}, body);
      expectThat(answer.status < 500 || !answer.text.includes("bug"), () => answer.text);
      const after = decisionsNow();
      expectThat(after.startsWith(before), () => "decisions that stood there have changed");
      expectThat(isKnown || after === before, () => "a stranger has decided");
      expectThat(after.endsWith("\n"), () => "a torn row");
      return [];
    },
  ),
  prepare: async () => {
    server = openServer();
    await server;
    return 1;
  },
  finish: async () => (await server).close(),
};

function decisionsNow() {
  return readFileSync(join(reviewFolder(), "decisions/ada.csv"), "utf8");
}

export const PEOPLE_TARGETS = [queries, protocols, decisions, requests];
