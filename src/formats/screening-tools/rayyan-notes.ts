/** The content of a record's `notes` in Rayyan's exports. */
export interface RayyanNotes {
  /** Reviewer and `Included`, `Excluded` or `Maybe`. */
  readonly verdicts: ReadonlyMap<string, string>;
  readonly labels: readonly string[];
  readonly reasons: readonly string[];
  readonly notes: ReadonlyMap<string, readonly string[]>;
  /** Text that breaks the grammar, from the place where it does. */
  readonly broken?: string;
}

const NAMES = [
  "RAYYAN-INCLUSION",
  "RAYYAN-LABELS",
  "RAYYAN-EXCLUSION-REASONS",
  "USER-NOTES",
] as const;
type SectionName = (typeof NAMES)[number];

/**
 * A section begins the notes or a line, or follows a `|`; the text before the first section is the
 * record's own note.
 */
const SECTION = new RegExp(`(?:(?:^|\\|)\\s*|\\n[^\\S\\n]*)(${NAMES.join("|")}):[ \\t]*`, "g");

/** Tells whether a text contains anything that Rayyan adds to notes. */
export function hasRayyanNotes(text: string): boolean {
  return /RAYYAN-(?:INCLUSION|LABELS|EXCLUSION-REASONS):/.test(text);
}

/**
 * Reads `RAYYAN-INCLUSION: {"Ann"=>"Included"} | RAYYAN-LABELS: a,b | RAYYAN-EXCLUSION-REASONS: c |
 * USER-NOTES: {"Ann"=>["d"]}`, each part of which may be missing. Returns `undefined` if there is
 * none.
 */
export function parseRayyanNotes(text: string): RayyanNotes | undefined {
  let verdicts = new Map<string, string>();
  let labels: readonly string[] = [];
  let reasons: readonly string[] = [];
  let notes = new Map<string, readonly string[]>();
  let broken: string | undefined;
  let found = false;
  let from = 0;
  for (;;) {
    const section = sectionAt(text, from);
    if (section === undefined) break;
    found = true;
    const { name, begin } = section;
    if (name === "RAYYAN-LABELS" || name === "RAYYAN-EXCLUSION-REASONS") {
      const end = sectionAt(text, begin)?.start ?? text.length;
      const list = listOf(text.slice(begin, end));
      if (name === "RAYYAN-LABELS") labels = list;
      else reasons = list;
      from = end;
      continue;
    }
    const hash = readHash(text, begin);
    if (!hash.whole) {
      const end = sectionAt(text, begin)?.start ?? text.length;
      broken ??= text.slice(hash.end, end);
      from = end;
      continue;
    }
    from = hash.end;
    if (name === "USER-NOTES") notes = new Map(hash.pairs);
    else {
      // An export of a review that began with another review's export has both; the last is its
      // own.
      verdicts = new Map(hash.pairs.map(([reviewer, values]) => [reviewer, values[0] ?? ""]));
      labels = [];
      reasons = [];
      notes = new Map();
    }
  }
  if (!found) return undefined;
  return { verdicts, labels, reasons, notes, ...(broken !== undefined && { broken }) };
}

function sectionAt(
  text: string,
  from: number,
): { name: SectionName; start: number; begin: number } | undefined {
  SECTION.lastIndex = from;
  const match = SECTION.exec(text);
  if (match === null) return undefined;
  return {
    name: match[1] as SectionName, // The pattern allows only these.
    start: match.index,
    begin: match.index + match[0].length,
  };
}

/** Reasons are joined with a comma and no blank, so a comma before a blank belongs to the text. */
function listOf(text: string): readonly string[] {
  return text
    .split(/,(?=\S)/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** A Ruby hash of strings or lists of strings: `{"Ann"=>"Included", "Bob"=>["a", "b"]}`. */
function readHash(
  text: string,
  from: number,
): { pairs: (readonly [string, readonly string[]])[]; end: number; whole: boolean } {
  const pairs: (readonly [string, readonly string[]])[] = [];
  let at = from;
  const skip = (sign: RegExp): boolean => {
    sign.lastIndex = at;
    const match = sign.exec(text);
    if (match === null) return false;
    at += match[0].length;
    return true;
  };
  const readString = (): string | undefined => {
    STRING.lastIndex = at;
    const match = STRING.exec(text);
    if (match === null) return undefined;
    at += match[0].length;
    return unescapeRuby(match[1] ?? "");
  };
  const readValue = (): readonly string[] | undefined => {
    if (!skip(/\s*\[\s*/y)) {
      const value = readString();
      return value === undefined ? undefined : [value];
    }
    const values: string[] = [];
    while (!skip(/\s*\]/y)) {
      if (values.length > 0 && !skip(/\s*,\s*/y)) return undefined;
      const value = readString();
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  };
  if (!skip(/\{\s*/y)) return { pairs, end: at, whole: false };
  while (!skip(/\s*\}/y)) {
    if (pairs.length > 0 && !skip(/\s*,\s*/y)) return { pairs, end: at, whole: false };
    const key = readString();
    if (key === undefined || !skip(/\s*=>\s*/y)) return { pairs, end: at, whole: false };
    const value = readValue();
    if (value === undefined) return { pairs, end: at, whole: false };
    pairs.push([key, value]);
  }
  return { pairs, end: at, whole: true };
}

const STRING = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y;

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  e: "",
  a: "",
  b: "",
};

function unescapeRuby(text: string): string {
  return text.replace(
    /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|([\s\S]))/gi,
    (_, braced: string | undefined, four: string | undefined, sign: string | undefined) => {
      const code = braced ?? four;
      if (code === undefined) return ESCAPES[sign ?? ""] ?? sign ?? "";
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : "";
    },
  );
}
