import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import { caretUnder } from "../criteria/index.ts";
import type { Problem } from "../records/problem.ts";
import { plainText, safeText } from "../records/text/plain-text.ts";
import { formatCount } from "../records/text/plural.ts";
import { AS_TEXT, describeFault } from "./yaml-faults.ts";

/** A path from the top of slr.yaml to one of its values: `["sources", 0, "name"]`. */
export type YamlPath = readonly PropertyKey[];

/** Aliases may refer to aliases, so a few of them can produce billions of values. */
const MOST_ALIASES = 20;

/** A protocol with the search strings of twenty databases has 200,000 characters. */
const LONGEST = 4_000_000;

/** What steers a terminal instead of being read; a copy from one leaves it behind. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
/** The same, and what breaks a line or turns its direction. */
const NO_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Keys whose values must stay as they are, because they name files. */
const PATHS: ReadonlySet<string> = new Set(["file", "files"]);

/**
 * slr.yaml with the places of its keys and values, so that every problem has its line and column.
 */
export class PlacedYaml {
  readonly text: string;
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #pairs = new Map<YAMLMap, Map<string, Pair>>();
  readonly #document;

  /** Parses the text; a syntax error becomes a problem. */
  constructor(text: string, file: string) {
    this.text = text;
    this.#file = file;
    const isTooLong = text.length > LONGEST;
    this.#document = parseDocument(isTooLong ? "" : text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      // What is wrong with a key is a problem of slr.yaml; the library would write to stderr by itself.
      logLevel: "error",
      // The library compares each key with all others; `#reportLostKeys` does not.
      uniqueKeys: false,
    });
    if (isTooLong)
      this.report(
        "protocol/yaml",
        0,
        `slr.yaml holds ${formatCount(text.length)} characters, and slr reads at most ${formatCount(LONGEST)}. Keep what is not the protocol in files of its own`,
      );
    // Later faults are consequences of the first.
    const { errors, warnings } = this.#document;
    // The parser ignores an unknown tag and only warns of it.
    const [fault] = [...errors, ...warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED")];
    if (fault !== undefined) {
      const { pos, message } = describeFault(fault, text);
      this.#reportYaml(pos, message);
    }
    if (!this.hasErrors) this.#reportLostKeys();
    if (!this.hasErrors) this.#reportAliases();
    if (!this.hasErrors) this.#removeControls();
  }

  /**
   * Removes control characters from texts, and line breaks from names: they would reach tables,
   * figures and the logs of a CI.
   */
  #removeControls(): void {
    visit(this.#document, {
      Scalar: (place, node, path) => {
        const { value } = node;
        const pair = path.filter(isPair).at(-1);
        const key = String(pair?.key ?? "");
        if (typeof value !== "string" || place === "key" || PATHS.has(key)) return;
        const isName = key === "name";
        if (!(isName ? NO_LINE : CONTROL).test(value)) return;
        node.value = isName ? plainText(value) : safeText(value, false);
        this.report(
          "protocol/control",
          node.range?.[0] ?? 0,
          isName
            ? `This name holds a line break or another control character, and is read as \`${node.value}\`. Write it on one line`
            : "This text holds control characters, which slr leaves out. Type it anew",
          { severity: "warning" },
        );
      },
    });
  }

  /**
   * Keys whose values would be lost: one that stands twice in a map, and the one that an object of
   * JavaScript cannot hold like any other.
   */
  #reportLostKeys(): void {
    visit(this.#document, {
      Map: (_, { items }) => {
        const keys = new Set<string>();
        for (const { key } of items) {
          const name = String(isAlias(key) ? key.resolve(this.#document) : key);
          const isTwice = keys.has(name) && name !== "<<";
          keys.add(name);
          if (!isTwice && name !== "__proto__") continue;
          const [start, end] = (isNode(key) && key.range) || [0, 0];
          const { message } = isTwice
            ? describeFault({ code: "DUPLICATE_KEY", pos: [start, end] }, this.text)
            : {
                message: `slr cannot keep a value under the name \`${name}\`. Choose another name.`,
              };
          this.#reportYaml([start, end], message);
          return visit.BREAK;
        }
        return undefined;
      },
    });
  }

  /**
   * An alias repeats the value behind its anchor; a file with nested aliases grows without limit.
   */
  #reportAliases(): void {
    const anchors = new Set<string>();
    let aliases = 0;
    visit(this.#document, {
      Node: (_, node, path) => {
        if (!isAlias(node)) {
          if (node.anchor !== undefined) anchors.add(node.anchor);
          return undefined;
        }
        aliases += 1;
        const at = [node.range?.[0] ?? 0, node.range?.[1] ?? 0] as const;
        // A value that contains itself never ends.
        const isInside = path.some(
          (one) => isNode(one) && "anchor" in one && one.anchor === node.source,
        );
        if (isInside || !anchors.has(node.source))
          this.#reportYaml(
            at,
            `YAML takes \`*${node.source}\` for an alias, and no anchor \`&${node.source}\` stands before it. ${AS_TEXT}, or write the value out.`,
          );
        else if (aliases === MOST_ALIASES + 1)
          this.#reportYaml(
            at,
            `slr.yaml has more than ${MOST_ALIASES} aliases, the most that slr reads. Write the values out.`,
          );
        return undefined;
      },
    });
  }

  /** Adds a fault of YAML, with a caret below its place. */
  #reportYaml([start, end]: readonly [number, number], message: string): void {
    this.report("protocol/yaml", start, message, {
      detail: caretUnder(this.text, { start, end, message }),
    });
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === "error");
  }

  /** The values as plain data. */
  data(): unknown {
    return this.#document.toJS() ?? {};
  }

  /** The value at a path as plain data. */
  valueAt(path: YamlPath): unknown {
    const node = this.#nodeAt(path);
    return isNode(node) ? node.toJS(this.#document) : node;
  }

  /** Where a value begins; for an absent value, where the nearest value around it begins. */
  offsetOf(path: YamlPath): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#nodeAt(path.slice(0, length));
      if (isNode(node) && node.range) return node.range[0];
    }
    return this.#document.contents?.range?.[0] ?? 0;
  }

  /** Where a key of the map at this path begins. */
  offsetOfKey(path: YamlPath, key: string): number {
    const map = this.#nodeAt(path);
    const pair = isMap(map) ? this.#pairsOf(map).get(key) : undefined;
    return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : this.offsetOf(path);
  }

  #nodeAt(path: YamlPath): unknown {
    let node: unknown = this.#document.contents;
    for (const key of path) {
      if (isMap(node)) node = this.#pairsOf(node).get(String(key))?.value;
      else if (isSeq(node)) node = node.items[Number(key)];
      else return undefined;
    }
    return node;
  }

  /** The pairs of a map by their keys; the library would look through all of them for each. */
  #pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    let pairs = this.#pairs.get(map);
    if (pairs === undefined) {
      pairs = new Map();
      for (const pair of map.items)
        if (!pairs.has(String(pair.key))) pairs.set(String(pair.key), pair);
      this.#pairs.set(map, pairs);
    }
    return pairs;
  }

  lineOf(path: YamlPath): number {
    return this.#lines.linePos(this.offsetOf(path)).line;
  }

  /** Adds a problem at a place of the file. */
  report(
    code: string,
    offset: number,
    message: string,
    { severity = "error", detail }: Partial<Pick<Problem, "severity" | "detail">> = {},
  ): void {
    const { line, col } = this.#lines.linePos(offset);
    this.problems.push({
      severity,
      code,
      file: this.#file,
      line,
      message: `${message} (column ${col})`,
      ...(detail !== undefined && { detail }),
    });
  }
}

/** The first line of a block of YAML: `|`, `>-`, `|2 # comment`. */
const BLOCK = /[|>][-+\d]{0,2}[^\S\n]*(?:#[^\n]*)?\n/y;

/**
 * The place of a character of a value in the file. YAML folds lines, removes indentation and writes
 * quotes and escapes with several characters, so the two texts are compared side by side, ignoring
 * blanks. If they diverge, the place is where the value begins.
 */
export function placeInScalar(file: string, offset: number, value: string, at: number): number {
  BLOCK.lastIndex = offset;
  const block = BLOCK.exec(file);
  const quote = block === null && /["']/.test(file[offset] ?? "") ? file[offset] : undefined;
  let place = block === null ? offset + (quote === undefined ? 0 : 1) : BLOCK.lastIndex;
  const isBlank = (text: string, index: number) => /\s/.test(text[index] ?? "x");

  for (let i = 0; i < value.length; i += 1) {
    if (isBlank(value, i)) {
      if (i === at) break;
      continue;
    }
    while (isBlank(file, place)) place += 1;
    if (quote === '"' && file[place] === "\\") place += 1;
    if (file[place] !== value[i]) return offset;
    if (i === at) break;
    place += quote === "'" && value[i] === "'" ? 2 : 1;
  }
  return place;
}
