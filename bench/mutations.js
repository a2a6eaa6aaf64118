// Inputs for bench/fuzz.js: damaged copies of texts and bytes, each made from a seed of its own, so
// that any of them can be made again without the others.
import fc from "fast-check";

/** Numbers that look random and are the same for the same seed (mulberry32 by Tommy Ettinger). */
export function randomOf(...seeds) {
  let state = 0x9e3779b9;
  for (const character of seeds.join(" "))
    state = Math.imul(state ^ character.codePointAt(0), 0x85ebca6b) ^ (state >>> 13);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)] };
}

const LINE_ENDS = ["\n", "\r\n", "\r", "\n\n", "\n\r", "\u2028", "\u0085", "\v", "\f"];
const DELIMITERS = [..." \t,;:|\"'`{}[]()<>@%#&=/\\-_*.\0"].concat(
  ['""', "  - ", "- ", "<!--", "-->", "<![CDATA[", "]]>", "</", "/>", "&#0;", "&#x110000;"],
  ["&amp;", "<?xml", "<!DOCTYPE", "\\u", "\\ud800", '\\"', "{\\'", "@comment{", "@string{", "%0 "],
  [
    "ER  - ",
    "TY  - ",
    "EF",
    "ER",
    "PMID- ",
    "RT ",
    "<1>",
    "Record #1 of 2",
    "sep=;",
    "null",
    "1e999",
  ],
);
const CHARACTERS = [
  "\ufeff",
  "\ufffd",
  "\ud800",
  "\udfff",
  "\u0130",
  "\u00df",
  "\u0301",
  "\u202e",
].concat([
  "\u00a0",
  "\u200b",
  "\u3000",
  "\u4e2d",
  "\u{1f600}",
  "\u00b2",
  "\uff1a",
  "\u0007",
  "\u001a",
]);
const ANY_TEXT = fc.string({ unit: "binary", maxLength: 40 });
const ANY_BYTES = fc.uint8Array({ minLength: 1, maxLength: 40 });
const sampleOf = (arbitrary, random) =>
  fc.sample(arbitrary, { seed: random.below(2 ** 31), numRuns: 1 })[0];

/** A place and another one, up to so far behind it. */
function rangeIn(whole, random, most) {
  const from = random.below(whole.length + 1);
  return [from, Math.min(whole.length, from + random.below(most))];
}

const lineStart = (text, at) => text.lastIndexOf("\n", at - 1) + 1;
/** Whole lines around a place. */
function linesIn(text, random) {
  const from = lineStart(text, random.below(text.length + 1));
  let to = from;
  for (let lines = 1 + random.below(4); lines > 0 && to < text.length; lines -= 1)
    to = text.indexOf("\n", to) + 1 || text.length;
  return [from, to];
}
const insert = (text, at, part) => text.slice(0, at) + part + text.slice(at);
const without = (text, from, to) => text.slice(0, from) + text.slice(to);
const insertAnywhere = (text, random, part) => insert(text, random.below(text.length + 1), part);

/** The ways to damage a text; `other` is another text of the same format. */
const TEXT_EDITS = [
  (text, random) => without(text, ...rangeIn(text, random, 2)),
  (text, random) => without(text, ...rangeIn(text, random, 200)),
  (text, random) => without(text, ...linesIn(text, random)),
  (text, random) => insertAnywhere(text, random, random.pick(DELIMITERS)),
  (text, random) =>
    insertAnywhere(text, random, random.pick(DELIMITERS).repeat(1 + random.below(9))),
  (text, random) => insertAnywhere(text, random, random.pick(LINE_ENDS)),
  (text, random) => insertAnywhere(text, random, random.pick(CHARACTERS)),
  (text, random) =>
    insert(text, lineStart(text, random.below(text.length + 1)), random.pick(DELIMITERS)),
  (text, random) => insertAnywhere(text, random, sampleOf(ANY_TEXT, random)),
  (text, random) => insertAnywhere(text, random, text.slice(...rangeIn(text, random, 300))),
  (text, random) => insertAnywhere(text, random, text.slice(...linesIn(text, random))),
  (text, random) =>
    insert(
      text,
      lineStart(text, random.below(text.length + 1)),
      text.slice(...linesIn(text, random)),
    ),
  (text, random) => {
    const [from, to] = rangeIn(text, random, 60);
    const middle = from + random.below(to - from + 1);
    return text.slice(0, from) + text.slice(middle, to) + text.slice(from, middle) + text.slice(to);
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random, other) =>
    text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  (text, random, other) => insertAnywhere(text, random, other.slice(...linesIn(other, random))),
  (text, random) => {
    const [from, to] = rangeIn(text, random, 60);
    const part = text.slice(from, to);
    const upper = part.toUpperCase();
    return text.slice(0, from) + (upper === part ? part.toLowerCase() : upper) + text.slice(to);
  },
  (text, random) => {
    const [from, to] = random.below(2) === 0 ? [0, text.length] : linesIn(text, random);
    const changed = text.slice(from, to).replace(/\r\n|\r|\n/g, random.pick(LINE_ENDS));
    return text.slice(0, from) + changed + text.slice(to);
  },
  (text, random) => {
    const mark = random.pick(DELIMITERS);
    return text.replaceAll(random.pick(DELIMITERS), (found) => (random.below(4) ? found : mark));
  },
  (text, random) =>
    text.replace(/\d/g, (digit) => (random.below(8) ? digit : String(random.below(10)))),
  (text, random) => {
    const [from, to] = rangeIn(text, random, 80);
    return insert(text, to, text.slice(from, to).repeat(random.below(12)));
  },
];

/** A text with one to six damages, seldom without. */
export function damagedText(text, other, random) {
  let changed = text;
  for (let edits = random.below(7); edits > 0; edits -= 1)
    changed = random.pick(TEXT_EDITS)(changed, random, other).slice(0, 16_384);
  return changed;
}

const joined = (...parts) => Uint8Array.from(Buffer.concat(parts));
const BYTE_EDITS = [
  (bytes, random) => {
    const [from, to] = rangeIn(bytes, random, 60);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return joined(bytes.subarray(0, at), sampleOf(ANY_BYTES, random), bytes.subarray(at));
  },
  (bytes, random) => bytes.map((byte) => (random.below(200) ? byte : random.below(256))),
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return bytes.map((byte, index) => (index === at ? byte ^ (1 << random.below(8)) : byte));
  },
  (bytes, random) => {
    const [from, to] = rangeIn(bytes, random, 200);
    const at = random.below(bytes.length + 1);
    return joined(bytes.subarray(0, at), bytes.subarray(from, to), bytes.subarray(at));
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random.below(bytes.length + 1)),
  (bytes, random, other) =>
    joined(
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ),
  // Numbers of two and four bytes: sizes and places in archives.
  (bytes, random) => {
    const [from] = rangeIn(bytes, random, 1);
    const number = random.pick([0, 0, 1, 0x7f, 0xff]);
    const length = random.pick([2, 4, 8]);
    return bytes.map((byte, at) => (at >= from && at < from + length ? number : byte));
  },
];

/** Bytes with one to four damages, seldom without. */
export function damagedBytes(bytes, other, random) {
  let changed = bytes;
  for (let edits = random.below(5); edits > 0; edits -= 1)
    changed = random.pick(BYTE_EDITS)(changed, random, other);
  return changed;
}

/** A text or bytes in pieces cut at random places, some of them empty. */
export function cutAnywhere(whole, random) {
  const most = random.pick([2, 20, 400, whole.length + 1]);
  // Few pieces of a large input: each costs a turn of the event loop.
  const least = Math.ceil(whole.length / 400);
  const pieces = [];
  for (let at = 0; at < whole.length; ) {
    const size = least + random.below(most);
    pieces.push(whole.slice(at, at + size));
    at += size;
    if (random.below(20) === 0) pieces.push(whole.slice(0, 0));
  }
  return pieces;
}
