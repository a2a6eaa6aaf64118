// What `npm run bench` runs: benches that run by themselves, too, and how the figures of the one table are read
// from what each prints. To add a part, write a bench and add it here.

/**
 * @typedef {object} Row a row of the table
 * @property {string} what what was done
 * @property {number} ours slr's figure
 * @property {"MB/s" | "CPU s" | "s" | "ms"} unit
 * @property {number} [exponent] how the cost grows with the number of records: 1 is linear
 * @property {string} [peer] who did the same in the same run
 * @property {number} [theirs] its figure in the same unit
 */

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} file the bench
 * @property {string[]} args
 * @property {(printed: string) => Row[]} read
 * @property {string} [needs] a file or folder without which it is skipped
 * @property {Record<string, string>} [environment]
 */

/**
 * @param {{ sizes: number[], shared: string, bibDedupe?: string | undefined, asreview?: string | undefined }} options
 *   sizes of reviews, from small to large; labelled sets; Pythons that have a peer
 * @returns {Part[]}
 */
export function benchParts({ sizes, shared, bibDedupe, asreview }) {
  const duplicates = `${shared}/duplicates`;
  const screening = `${shared}/screening-sets`;
  return [
    { name: "reading", file: "bench/formats.js", args: ["50"], read: readingRows },
    {
      name: "duplicates",
      file: "bench/duplicates-scale.js",
      args: [sizes.join(","), duplicates],
      needs: duplicates,
      read: duplicatesRows,
      ...(bibDedupe && { environment: { PEER_PYTHON: bibDedupe } }),
    },
    { name: "criteria", file: "bench/criteria.js", args: ["20000"], read: criteriaRows },
    {
      name: "rating",
      file: "bench/rating.js",
      args: ["none", "--seeds", "1"],
      read: ratingRows,
    },
    ...(asreview === undefined
      ? []
      : [
          {
            name: "simulation",
            file: "bench/rating.js",
            args: [
              ...[screening, "--sets", "SE_GameSE", "--seeds", "1", "--starts", "priors"],
              ...["--no-speed", "--asreview", asreview],
            ],
            needs: screening,
            read: simulationRows,
          },
        ]),
    { name: "pipeline", file: "bench/screen.js", args: [sizes.join(",")], read: pipelineRows },
  ];
}

/** @type {(printed: string) => Row[]} */
export function readingRows(printed) {
  const read = matches(printed, /^(\w+) +(slr|lines|csv-parse|saxes) +([\d.]+) +(\d+) /gm);
  return read
    .filter(([, reader]) => reader === "slr")
    .map(([format, , , ours]) => {
      const alone = read.findLast(([one, reader]) => one === format && reader !== "slr");
      return {
        what: `read ${format}`,
        ours: Number(ours),
        unit: "MB/s",
        ...(alone && { peer: `${alone[1]} alone`, theirs: Number(alone[3]) }),
      };
    });
}

/** @type {(printed: string) => Row[]} */
export function duplicatesRows(printed) {
  const read = matches(printed, /^(\d+) +([\d.]+) +([\d.]+) +([\d.]+) +\d+ +\d+ /gm);
  const peer = /^bib-dedupe, (\d+) records: ([\d.]+) CPU s$/m.exec(printed);
  return read.map(([size, , , ours], at) => ({
    what: `find duplicates among ${size}`,
    ours: Number(ours),
    unit: "CPU s",
    exponent: exponent(read[at - 1], [size, ours], 3),
    ...(peer?.[1] === size && { peer: "bib-dedupe", theirs: Number(peer[2]) }),
  }));
}

/** @type {(printed: string) => Row[]} */
export function criteriaRows(printed) {
  const [records] = matches(printed, /^(\d+) records .*, (\d+) criteria of (\d+) terms$/gm);
  const [count, criteria, terms] = records;
  const read = matches(printed, /^(\S.*?) {2,}([\d.]+) CPU s /gm);
  const [[, ours], ...peers] = read;
  return peers.map(([peer, theirs]) => ({
    what: `judge ${count} by ${criteria} criteria of ${terms} terms`,
    ours: Number(ours),
    unit: "CPU s",
    peer,
    theirs: Number(theirs),
  }));
}

/** @type {(printed: string) => Row[]} */
export function ratingRows(printed) {
  const read = matches(printed, /^ {2}(\d+) records with .* from raw text: ([\d.]+) CPU s/gm);
  return read.map(([size, ours], at) => ({
    what: `rate ${size} from raw text`,
    ours: Number(ours),
    unit: "CPU s",
    exponent: exponent(read[at - 1], [size, ours], 1),
  }));
}

/** @type {(printed: string) => Row[]} */
export function simulationRows(printed) {
  return matches(printed, /^ {2}(\S+) +ASReview .*CPU s ([\d.]+), slr ([\d.]+);/gm).map(
    ([set, theirs, ours]) => ({
      what: `simulate ${set}`,
      ours: Number(ours),
      unit: "CPU s",
      peer: "ASReview",
      theirs: Number(theirs),
    }),
  );
}

/** @type {(printed: string) => Row[]} */
export function pipelineRows(printed) {
  const parts = printed.split(/^(?=\d+ entries, )/m).slice(1);
  if (parts.length === 0) throw new Error("There is no figure of the pipeline.");
  const runs = parts.map((part) => ({
    size: Number.parseInt(part, 10),
    screen: matches(part, /^slr screen +([\d.]+) s wall +([\d.]+) s CPU +(\d+) MB/gm)[0],
    again: [
      ...matches(part, /^after one more decision, (\S+(?: --\S+)?) +([\d.]+) s wall/gm),
      ...matches(part, /^slr (decide) +([\d.]+) s wall until the first record/gm),
    ],
    ratio: /^ratio +([\d.]+) times csv-parse/m.exec(part)?.[1],
  }));
  const rows = runs.flatMap(({ size, screen: [wall, cpu, memory], again, ratio }, at) => {
    const before = runs[at - 1];
    const growth = (name, figure = 0) =>
      before && exponent([before.size, before[name][figure]], [size, runs[at][name][figure]], 1);
    return [
      {
        what: `screen ${size} entries, ${memory} MB at most`,
        ours: Number(wall),
        unit: /** @type {const} */ ("s"),
        exponent: growth("screen"),
      },
      {
        what: `screen ${size} entries`,
        ours: Number(cpu),
        unit: /** @type {const} */ ("CPU s"),
        exponent: growth("screen", 1),
        ...(ratio && { peer: "csv-parse alone, per entry", theirs: Number(cpu) / Number(ratio) }),
      },
      ...again.map(([command, seconds], which) => ({
        what: `${command} after one more decision on ${size} entries`,
        ours: Number(seconds),
        unit: /** @type {const} */ ("s"),
        exponent: before && exponent([before.size, before.again[which][1]], [size, seconds], 1),
      })),
    ];
  });
  const [bare] = matches(printed, /^node -e 0 +(\d+) ms/gm)[0];
  const [help] = matches(printed, /^slr --help +(\d+) ms/gm)[0];
  return [
    ...rows,
    {
      what: "start: slr --help",
      ours: Number(help),
      unit: "ms",
      peer: "node -e 0",
      theirs: Number(bare),
    },
  ];
}

/** The groups of every match; a bench that prints something else is a mistake, not an empty table. */
function matches(printed, pattern) {
  const found = [...printed.matchAll(pattern)].map(([, ...groups]) => groups);
  if (found.length === 0) throw new Error(`No figure of the form ${pattern} was printed.`);
  return found;
}

/** How a cost grows from one size to the next; the cost of `before` is at this index. */
function exponent(before, [size, cost], at) {
  if (before === undefined) return undefined;
  return Math.log(Number(cost) / Number(before[at])) / Math.log(Number(size) / Number(before[0]));
}

/** How many times as fast slr is; a figure in MB/s is better if higher, all others if lower. */
export function timesAsFast({ ours, theirs, unit }) {
  if (theirs === undefined) return undefined;
  return unit === "MB/s" ? ours / theirs : theirs / ours;
}
