/**
 * A made-up living review: three rounds of searches over two years, about 300 entries. It was
 * published in 2023 and in 2024; the third round is in work. Everything follows from the number of a
 * work, so every run makes the same files.
 */

/** The states of the review: at its two publications, and now. */
export const STATES = [2023, 2024, 2025] as const;
type State = (typeof STATES)[number];

const TOPICS = [
  ["mindful walking", "sleep of nurses"],
  ["peer coaching", "insulin use"],
  ["light therapy", "winter depression"],
  ["resistance bands", "falls of older adults"],
  ["text messages", "vaccination of adolescents"],
  ["choir singing", "lung function"],
  ["standing desks", "back pain"],
  ["school gardens", "vegetable intake"],
  ["virtual reality", "fear of heights"],
  ["music playlists", "dialysis fatigue"],
  ["pharmacist calls", "blood pressure"],
  ["swimming lessons", "asthma control"],
  ["cooking classes", "salt intake"],
  ["sleep diaries", "shift work"],
  ["art workshops", "loneliness of widowers"],
  ["bicycle commuting", "heart rate"],
] as const;
const SETTINGS = [
  ["Lisbon", "a randomised trial"],
  ["rural Kenya", "a cohort study"],
  ["Osaka", "a pilot trial"],
  ["northern Chile", "a before-after study"],
  ["Bergen", "a cluster trial"],
  ["Manitoba", "a registry study"],
  ["Kerala", "a crossover trial"],
  ["Bavaria", "a survey"],
  ["Tasmania", "a case-control study"],
  ["Montevideo", "an interrupted time series"],
  ["Cairo", "a feasibility study"],
  ["Wales", "a qualitative study"],
  ["Iowa", "a stepped-wedge trial"],
  ["Sapporo", "a cost study"],
  ["Crete", "an audit"],
] as const;
const FAMILIES = [
  ...["Abara", "Brandt", "Castro", "Dubois", "Eriksen", "Fujita", "Gomes", "Haddad", "Ivanova"],
  ...["Jansen", "Kimura", "Larsen", "Mbeki", "Novak", "Okafor", "Petrov", "Quispe", "Rossi"],
  ...["Silva", "Tanaka", "Umarov", "Vargas", "Weber", "Xu", "Yilmaz", "Zielinski", "Holm"],
] as const;

/** What a record says of itself. */
interface Work {
  readonly doi: string;
  readonly pmid: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number;
  readonly journal: string;
  readonly pages: string;
}

function work(n: number): Work {
  const [means, outcome] = TOPICS[n % TOPICS.length]!;
  const [place, design] = SETTINGS[(n * 4 + Math.floor(n / TOPICS.length)) % SETTINGS.length]!;
  const name = (at: number) => FAMILIES[(n * 5 + at * 11) % FAMILIES.length]!;
  return {
    doi: `10.1000/living.${1000 + n}`,
    pmid: String(30_100_000 + n * 37),
    title: `${means.charAt(0).toUpperCase()}${means.slice(1)} and ${outcome} in ${place}: ${design}`,
    abstract: `We asked ${40 + n} people in ${place} whether ${means} changes ${outcome}. Group ${n} of the ${name(0)} programme was followed for ${1 + (n % 23)} weeks.`,
    authors: [`${name(0)}, ${name(3).charAt(0)}.`, `${name(1)}, ${name(4).charAt(0)}.`],
    // Some are older than the review looks at.
    year:
      n % 17 === 4 ? 2008 : n < 130 ? 2018 + (n % 6) : n < 205 ? 2023 + (n % 2) : 2024 + (n % 2),
    journal: `Journal of ${outcome.charAt(0).toUpperCase()}${outcome.slice(1)}`,
    pages: `${n * 11 + 1}-${n * 11 + 9}`,
  };
}

const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => from + at * step);

/** The works that each search found. Later searches find some of the earlier works again. */
const FOUND = {
  "searches/scopus-2023.ris": range(0, 86),
  "searches/pubmed-2023.nbib": [...range(66, 122)],
  "searches/references-2023.ris": range(122, 130),
  "searches/scopus-2024.ris": [...range(130, 170), ...range(3, 60, 9)],
  "searches/pubmed-2024.nbib": [...range(158, 200), ...range(70, 110, 8)],
  "searches/scopus-2025.ris": [...range(205, 240), ...range(132, 160, 5)],
  "searches/pubmed-2025.nbib": [...range(230, 255), ...range(80, 120, 13)],
} as const satisfies Readonly<Record<string, readonly number[]>>;
type Export = keyof typeof FOUND;

const ris = ({ doi, title, abstract, authors, year, journal, pages }: Work) =>
  [
    "TY  - JOUR",
    `TI  - ${title}`,
    ...authors.map((author) => `AU  - ${author}`),
    `PY  - ${year}`,
    `T2  - ${journal}`,
    `SP  - ${pages.split("-")[0]}`,
    `EP  - ${pages.split("-")[1]}`,
    `DO  - ${doi}`,
    `AB  - ${abstract}`,
    "ER  - ",
    "",
  ].join("\n");

const nbib = ({ doi, pmid, title, abstract, authors, year, journal, pages }: Work) =>
  [
    `PMID- ${pmid}`,
    `DP  - ${year}`,
    `TI  - ${title}.`,
    `PG  - ${pages}`,
    `LID - ${doi} [doi]`,
    `AB  - ${abstract}`,
    ...authors.map((author) => `FAU - ${author}`),
    "LA  - eng",
    "PT  - Journal Article",
    `JT  - ${journal}`,
    "",
    "",
  ].join("\n");

const roundOf = (file: Export): State => Number(/20\d\d/.exec(file)![0]) as State;

/** The round in which a work was found first. */
function firstFound(n: number): State {
  return Math.min(
    ...Object.entries(FOUND).flatMap(([file, works]) =>
      (works as readonly number[]).includes(n) ? [roundOf(file as Export)] : [],
    ),
  ) as State;
}

const isOld = (n: number) => work(n).year < 2015;
const passes = (n: number) => n % 3 === 0;
const isRetrieved = (n: number) => n % 45 !== 6;
/** The reason at full text; absent for an included report. */
const reasonOf = (n: number) => (n % 9 === 3 ? "F1" : n % 12 === 9 ? "F2" : undefined);

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at";
const HEADER_OF_TABLE = { decisions: HEADER, retrieval: "record,status,file,note" };

/** What a reviewer has decided by the publication of a state; in the last one some records wait. */
function decisions(state: State, reviewer: "ada" | "bela"): string {
  const rows = range(0, 255).flatMap((n): string[] => {
    const round = firstFound(n);
    if (!Number.isFinite(round) || round > state || isOld(n)) return [];
    const waits = round === 2025 && (n % 7 === 0 || (reviewer === "bela" && n % 5 === 0));
    if (waits) return [];
    const row = (stage: string, verdict: string, reason = "") =>
      `doi:${work(n).doi},${stage},${verdict},${reason},,${n % 40 === 0 ? `seen by ${reviewer}` : ""},${round}-06-${String(1 + (n % 28)).padStart(2, "0")}`;
    if (!passes(n)) return [row("title-abstract", "exclude")];
    const first = row("title-abstract", "include");
    // Full text begins where both have decided.
    if (!isRetrieved(n) || (round === 2025 && n % 5 === 0)) return [first];
    const reason = reasonOf(n);
    return [first, row("full-text", reason === undefined ? "include" : "exclude", reason)];
  });
  return `${[HEADER_OF_TABLE.decisions, ...rows].join("\n")}\n`;
}

/** What changed about records of earlier versions after the version of 2024. */
const SETTLED_LATER = [
  // Work 3 was excluded for F1 in 2023; the reason was wrong.
  `doi:${work(3).doi},full-text,exclude,F2,yes,no comparison either,2025-02-03`,
  // Work 6 could not be retrieved in 2023; it came in 2025.
  `doi:${work(6).doi},full-text,exclude,F1,yes,arrived by post,2025-02-04`,
];

function retrieval(state: State): string {
  const rows = range(0, 255)
    .filter((n) => firstFound(n) <= state && passes(n) && !isRetrieved(n) && !isOld(n))
    .map((n) => `doi:${work(n).doi},not-retrieved,,`);
  const late = state === 2025 ? [`doi:${work(6).doi},retrieved,,`] : [];
  return `${[HEADER_OF_TABLE.retrieval, ...rows, ...late].join("\n")}\n`;
}

function protocol(state: State): string {
  const rounds = STATES.filter((round) => round <= state);
  const search = (file: Export, day: string) =>
    `      - { files: ${file}, searched: ${roundOf(file)}-05-${day}, query: "trial AND lifestyle", expected: ${FOUND[file].length} }`;
  const searches = (name: string, platform: string, ending: string, day: string) => [
    `  - name: ${name}`,
    `    platform: ${platform}`,
    "    searches:",
    ...rounds.map((round) =>
      search(`searches/${name.toLowerCase()}-${round}.${ending}` as Export, day),
    ),
  ];
  const previous: Readonly<Record<State, readonly string[]>> = {
    2023: [],
    2024: ["previous: { lock: slr-2023.lock, name: Base review, date: 2023-07-01 }"],
    2025: [
      "previous:",
      "  - { lock: slr-2023.lock, name: Base review, date: 2023-07-01 }",
      "  - { lock: slr-2024.lock, name: First update, date: 2024-07-01 }",
    ],
  };
  return `${[
    "title: Everyday habits and health (made up)",
    "question: Do everyday habits change health?",
    "sources:",
    ...searches("Scopus", "Elsevier", "ris", "20"),
    ...searches("PubMed", "NLM", "nbib", "21"),
    "  - name: Reference lists",
    "    kind: citation-searching",
    "    files: searches/references-2023.ris",
    "    searched: 2023-06-01",
    "criteria:",
    "  - { id: E1, text: Published before 2015, stage: before-screening, exclude: year < 2015 }",
    "  - { id: F1, text: No comparison group, stage: full-text }",
    "  - { id: F2, text: No health outcome, stage: full-text }",
    "reviewers: { ada: , bela: , cleo: }",
    "screening:",
    "  title-abstract: { by: reviewers, per-record: 2, reviewers: [ada, bela] }",
    "  full-text: { by: reviewers, per-record: 2, reviewers: [ada, bela] }",
    ...previous[state],
  ].join("\n")}\n`;
}

/** The files of the review in a state, without the locks of earlier versions. */
export function madeUpReview(state: State): Readonly<Record<string, string>> {
  const exports = Object.entries(FOUND).filter(([file]) => roundOf(file as Export) <= state);
  return {
    "slr.yaml": protocol(state),
    ...Object.fromEntries(
      exports.map(([file, works]) => [
        file,
        works.map((n) => (file.endsWith(".ris") ? ris(work(n)) : nbib(work(n)))).join(""),
      ]),
    ),
    "decisions/ada.csv": decisions(state, "ada"),
    "decisions/bela.csv": decisions(state, "bela"),
    ...(state === 2025 && {
      "decisions/cleo.csv": `${[HEADER_OF_TABLE.decisions, ...SETTLED_LATER].join("\n")}\n`,
    }),
    "retrieval.csv": retrieval(state),
    // The follow-up of 2024 is a report of a study that the base review has.
    "studies.csv": `study,record\nNurses of Lisbon,doi:${work(0).doi}\n${state >= 2024 ? `Nurses of Lisbon,doi:${work(144).doi}\n` : ""}`,
  };
}
