import { macRoman, windows1252 } from "./bytes.ts";
import { LONGEST_PIECE } from "./utf8.ts";

/**
 * Text that is UTF-8 encoded twice: a program read UTF-8 as windows-1252 or Mac Roman and saved the
 * result, so `Résultats` became `RÃ©sultats` or `R√©sultats`. Such characters can be recognised: in
 * no language does `Ã` precede `©`.
 */

/** What was found about such text. */
export interface TwiceEncoded {
  readonly repairedLines: number;
  readonly keptLines: number;
  /** The first such characters with their surroundings, as written and as meant. */
  readonly example: readonly [was: string, meant: string];
}

/**
 * What to do with it: repair it, keep it, or repair it only if the text leaves no doubt, because
 * every letter beyond ASCII over a long stretch is such a character.
 */
export type TwicePolicy = "repair" | "keep" | "judge";

export interface TwiceReader {
  /** Takes text cut anywhere, and passes it on, some of it later. */
  readonly read: (text: string) => string;
  readonly end: () => string;
  readonly found: () => TwiceEncoded | undefined;
}

/** Enough characters to see whether a whole file is encoded twice. */
const STRETCH = 65_536;
/** Fewer characters could stand in one value that its source damaged. */
const LEAST = 3;

/** A reader of the text of one file. */
export function twiceReader(policy: TwicePolicy): TwiceReader {
  let repairs = policy === "repair";
  let judging = policy === "judge";
  let open = "";
  // Lines that wait until enough has been seen to decide.
  let waiting: string[] = [];
  let waitingSize = 0;
  let seen = 0;
  let repairedLines = 0;
  let keptLines = 0;
  let example: readonly [string, string] | undefined;

  /** Lines, or a piece of a long one. */
  function readLines(text: string): string {
    if (!judging) return BEYOND_ASCII.test(text) ? act(text) : text;
    if (waitingSize === 0 && !BEYOND_ASCII.test(text)) return text;
    const { sequences, letters } = tally(text);
    if (letters > 0) {
      judging = false;
      return flush() + act(text);
    }
    seen += sequences;
    if (seen === 0) return text;
    waiting.push(text);
    waitingSize += text.length;
    if (waitingSize < STRETCH) return "";
    return judge();
  }

  function judge(): string {
    judging = false;
    repairs = seen >= LEAST;
    return flush();
  }

  function flush(): string {
    const text = waiting.map(act).join("");
    waiting = [];
    waitingSize = 0;
    return text;
  }

  function act(text: string): string {
    if (!LEADS.test(text) || !hasRun(text)) return text;
    return text.replace(/[^\r\n]+/g, (line) => {
      if (!hasRun(line)) return line;
      const { sequences, letters } = tally(line);
      if (sequences === 0) return line;
      example ??= exampleOf(line);
      if (!repairs || letters > 0) {
        keptLines += 1;
        return line;
      }
      repairedLines += 1;
      return repaired(line);
    });
  }

  return {
    read(text) {
      const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
      let ready = "";
      if (end > 0) {
        ready = readEach(open + text.slice(0, end));
        open = text.slice(end);
      } else open += text;
      while (open.length > LONGEST_PIECE) {
        ready += readLines(open.slice(0, LONGEST_PIECE));
        open = open.slice(LONGEST_PIECE);
      }
      return ready;
    },
    end() {
      const rest = readEach(open);
      open = "";
      return judging ? rest + judge() : rest;
    },
    found: () => (example === undefined ? undefined : { repairedLines, keptLines, example }),
  };

  /**
   * Meanwhile each line is judged by itself, so that the result does not depend on how chunks are
   * cut.
   */
  function readEach(text: string): string {
    if (!judging || (waitingSize === 0 && !BEYOND_ASCII.test(text))) return readLines(text);
    const lines = text.match(/[^\r\n]*[\r\n]+|[^\r\n]+$/g) ?? [];
    return lines.map(readLines).join("");
  }
}

const BEYOND_ASCII = /[^\0-\x7f]/;

interface Alphabet {
  /** Runs of two or more characters that are bytes of UTF-8. */
  readonly runs: RegExp;
  readonly byteOf: ReadonlyMap<string, number>;
  /**
   * First characters that need a letter beside them: `√`, and `Å` before a dash or a quotation
   * mark, also occur alone.
   */
  readonly besideLetters: RegExp;
}

const WINDOWS = alphabet(windows1252, "\\u00c2-\\u00f4", /^[ÄÅ][\u00a0-\u00bf\u2013-\u2026]/);
// Their other first characters are too frequent: dashes, `Œ`.
const MAC = alphabet(macRoman, "¬√ƒ≈‚", /^[^‚]/);
const ALPHABETS: readonly Alphabet[] = [WINDOWS, MAC];

/** The characters without which there is no such text. */
const LEADS = /[\u00c2-\u00f4¬√ƒ≈‚]/;

function hasRun(text: string): boolean {
  return ALPHABETS.some(({ runs }) => text.search(runs) >= 0);
}

function alphabet(
  decode: (bytes: Uint8Array) => string,
  leads: string,
  besideLetters: RegExp,
): Alphabet {
  const byteOf = new Map<string, number>();
  for (let byte = 0x80; byte < 0x100; byte++) {
    byteOf.set(decode(Uint8Array.of(byte)), byte);
    // Some programs leave these as the control characters that Latin-1 has there.
    if (byte < 0xa0) byteOf.set(String.fromCharCode(byte), byte);
  }
  const following = [...byteOf].filter(([, byte]) => byte < 0xc0).map(([character]) => character);
  const runs = new RegExp(`(?:[${leads}][${following.join("")}]{1,3})+`, "gu");
  return { runs, byteOf, besideLetters };
}

/**
 * The characters that may result: letters of Latin, Greek, Cyrillic, typographic marks, arrows and
 * mathematics, CJK.
 */
const MEANT =
  /^(?:[\u00a0-\u024f]|[\u0300-\u036f]|[\u0370-\u045f]|[\u1e00-\u1eff]|[\u2000-\u22ff]|[\ufb00-\ufb06]|[\u3000-\u3098\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff60]{2,}(?![\u3000-\u3098\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff60]))+$/u;

const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The meaning of a run of characters, if it is text that was encoded twice. */
function meaning(run: string, line: string, at: number, alphabet: Alphabet): string | undefined {
  const bytes = Uint8Array.from(run, (character) => alphabet.byteOf.get(character) ?? 0);
  let meant: string;
  try {
    meant = STRICT.decode(bytes);
  } catch {
    return undefined;
  }
  if (!MEANT.test(meant)) return undefined;
  if (alphabet.besideLetters.test(run)) {
    const beside = line.charAt(at - 1) + line.charAt(at + run.length);
    if (!/[A-Za-z]/.test(beside)) return undefined;
  }
  return meant;
}

/** The line with every such character as it was meant, including those encoded three times. */
function repaired(line: string): string {
  let text = line;
  for (let times = 0; times < 3; times++) {
    let next = text;
    for (const one of ALPHABETS) {
      next = next.replace(
        one.runs,
        (run: string, at: number, whole: string) => meaning(run, whole, at, one) ?? run,
      );
    }
    if (next === text) break;
    text = next;
  }
  return text;
}

/** How many runs a line has, and how many other letters beyond ASCII. */
function tally(line: string): { readonly sequences: number; readonly letters: number } {
  if (!BEYOND_ASCII.test(line)) return { sequences: 0, letters: 0 };
  let sequences = 0;
  let rest = line;
  for (const one of ALPHABETS) {
    rest = rest.replace(one.runs, (run: string, at: number, whole: string) => {
      if (meaning(run, whole, at, one) === undefined) return run;
      sequences += 1;
      return " ";
    });
  }
  // Of `à`, encoded twice, programs that tidy blanks leave `Ã`.
  const letters = rest.replace(/Ã(?=\s|$)/g, "").match(/[^\P{L}A-Za-zªº]/gu)?.length ?? 0;
  return { sequences, letters };
}

/** The words around the first such characters, before and after. */
function exampleOf(line: string): readonly [string, string] {
  for (const one of ALPHABETS) {
    for (const { 0: run, index } of line.matchAll(one.runs)) {
      const meant = meaning(run, line, index, one);
      if (meant === undefined) continue;
      const before =
        /[\p{L}\p{M}]{0,12}$/u.exec(line.slice(Math.max(0, index - 12), index))?.[0] ?? "";
      const after = /^[A-Za-z]{0,12}/.exec(line.slice(index + run.length))?.[0] ?? "";
      return [before + run + after, before + meant + after];
    }
  }
  return [line.slice(0, 40), line.slice(0, 40)];
}
