import { type Dialect, historyOf, type MeaningName } from "../../criteria/index.ts";
import type { Place, Token } from "./token.ts";
import { tokenize } from "./tokenize.ts";

/** A term of a search string, with the fields in which it is looked for. */
export interface Term extends Place {
  readonly kind: "term";
  /** Without quotes. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** Fields of its own and of the groups around it; empty where no code says any. */
  readonly meanings: readonly MeaningName[];
  /** Whether it is what a NOT drops. */
  readonly isNegated?: true;
}

/** What stands between operators. */
export type Operand =
  | Term
  | Level
  | (Place & { readonly kind: "whole"; readonly meanings: readonly MeaningName[] })
  | (Place & { readonly kind: "reference"; readonly lines: readonly number[] });

export type Operator = Extract<Token, { kind: "operator" | "near" }>;

/** Operands and operators between two parentheses, or of a whole line. */
export interface Level extends Place {
  readonly kind: "level";
  /** In the order of the string. */
  readonly items: readonly (Operand | Operator)[];
  readonly operands: readonly Operand[];
  readonly operators: readonly Operator[];
}

/** A line of a search history, or the whole string. */
export interface Line extends Place {
  /** Absent for a string without numbered lines. */
  readonly number?: number;
  readonly level: Level;
  /** Parentheses and quotes without their partner. */
  readonly unbalanced: readonly Place[];
}

/** A search string as rules look at it. */
export interface LintedString {
  readonly text: string;
  readonly dialect: Dialect | undefined;
  readonly lines: readonly Line[];
  readonly tokens: readonly Token[];
  /** Terms that are looked for in texts, not names, years or other values. */
  readonly terms: readonly Term[];
  readonly levels: readonly Level[];
}

/** Field codes whose terms are no words of the subject. */
export const VALUES: ReadonlySet<MeaningName> = new Set([
  ...(["authors", "venue", "venueShort", "year", "language", "type", "doi", "absent"] as const),
  ...(["heading", "exploded", "major", "subheading"] as const),
]);

/** Reads a search string of a database, whatever mistakes it has. */
export function readString(text: string, dialect: Dialect | undefined): LintedString {
  const history = historyOf(text);
  const places: (Place & { readonly number?: number })[] =
    history === undefined
      ? [{ start: 0, end: text.length }]
      : [...history.lines].map(([number, place]) => ({ ...place, number }));
  const read = places.map((place) => {
    const tokens = tokenize(text, place, dialect);
    return { tokens, line: { ...place, ...new LevelReader(text, tokens, place, dialect).read() } };
  });
  const lines = read.map(({ line }) => line);
  const levels = lines.flatMap(({ level }) => levelsOf(level));
  const dropped = levels.flatMap(({ items }) =>
    items.filter((_, at) => {
      const before = items[at - 1];
      return before?.kind === "operator" && before.operator === "not";
    }),
  );
  const isNegated = ({ start, end }: Term) =>
    dropped.some((one) => one.start <= start && end <= one.end);
  return {
    text,
    dialect,
    lines,
    tokens: read.flatMap(({ tokens }) => tokens),
    levels,
    terms: levels.flatMap(({ operands }) =>
      operands.flatMap((one) =>
        one.kind === "term" && !one.meanings.some((meaning) => VALUES.has(meaning))
          ? [isNegated(one) ? { ...one, isNegated: true as const } : one]
          : [],
      ),
    ),
  };
}

function levelsOf(level: Level): Level[] {
  return [level, ...level.operands.flatMap((one) => (one.kind === "level" ? levelsOf(one) : []))];
}

interface OpenLevel {
  readonly start: number;
  readonly items: (Operand | Operator)[];
  /** Field codes before its parenthesis. */
  readonly meanings: readonly MeaningName[];
}

/** Puts tokens into levels; a parenthesis without its partner is noted, and reading goes on. */
class LevelReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #place: Place;
  readonly #dialect: Dialect | undefined;
  readonly #open: OpenLevel[];
  readonly #unbalanced: Place[] = [];
  #pending: readonly MeaningName[] = [];

  constructor(text: string, tokens: readonly Token[], place: Place, dialect: Dialect | undefined) {
    this.#text = text;
    this.#tokens = tokens;
    this.#place = place;
    this.#dialect = dialect;
    this.#open = [{ start: place.start, items: [], meanings: [] }];
  }

  read(): Pick<Line, "level" | "unbalanced"> {
    for (const token of this.#tokens) this.#take(token);
    while (this.#open.length > 1) {
      const { start } = this.#open.at(-1)!;
      this.#unbalanced.push({ start, end: start + 1 });
      this.#close(this.#place.end);
    }
    const [outer] = this.#open;
    return {
      level: levelOf(outer!.items, this.#place),
      unbalanced: [...this.#unbalanced].sort((a, b) => a.start - b.start),
    };
  }

  #take(token: Token): void {
    const level = this.#open.at(-1)!;
    switch (token.kind) {
      case "open":
        this.#open.push({ start: token.start, items: [], meanings: this.#takePending() });
        return;
      case "close":
        if (this.#open.length > 1) this.#close(token.end);
        else this.#unbalanced.push(token);
        return;
      case "operator":
      case "near":
        level.items.push(token);
        return;
      case "field":
        if (token.side === "before") this.#pending = token.meanings;
        else this.#mark(level, token);
        return;
      case "whole":
      case "reference":
        level.items.push(token);
        this.#pending = [];
        return;
      case "phrase":
        if (!token.isClosed) this.#unbalanced.push({ start: token.start, end: token.start + 1 });
        this.#addTerm(level, { ...token, text: token.inside, isQuoted: true });
        return;
      default:
        this.#takeWord(level, token);
    }
  }

  /** A bracket alone is the half of a field code, and a sign alone is no term. */
  #takeWord(level: OpenLevel, { start, end }: Place): void {
    const text = this.#text.slice(start, end);
    if (/^[[\]{}]$/.test(text)) this.#unbalanced.push({ start, end });
    else if (/[\p{L}\p{N}]/u.test(text))
      this.#addTerm(level, { start, end, text, isQuoted: false });
  }

  #takePending(): readonly MeaningName[] {
    const inherited = this.#open.at(-1)!.meanings;
    const own = this.#pending.length > 0 ? this.#pending : inherited;
    this.#pending = [];
    return own;
  }

  /** Adds a term; where words side by side are a phrase, a word joins the one before it. */
  #addTerm({ items }: OpenLevel, { start, end, text, isQuoted }: Omit<Term, "kind" | "meanings">) {
    const last = items.at(-1);
    const isPhrase = this.#dialect?.sideBySide === "phrase";
    const isCode = this.#pending.length > 0;
    if (isPhrase && !isQuoted && !isCode && last?.kind === "term" && !last.isQuoted) {
      const between = this.#text.slice(last.end, start);
      if (/^\s+$/.test(between) && last.meanings.length === 0) {
        items[items.length - 1] = { ...last, text: `${last.text} ${text}`, end };
        return;
      }
    }
    items.push({
      kind: "term",
      start,
      end,
      text: text.replace(/\s+/g, " ").trim(),
      isQuoted,
      meanings: this.#takePending(),
    });
  }

  /** Gives the operand before a field code its fields. */
  #mark({ items }: OpenLevel, token: Extract<Token, { kind: "field" }>): void {
    const last = items.at(-1);
    if (last === undefined || last.kind === "operator" || last.kind === "near") return;
    items[items.length - 1] = { ...marked(last, token.meanings), end: token.end };
  }

  #close(end: number): void {
    const { start, items } = this.#open.pop()!;
    this.#open.at(-1)!.items.push(levelOf(items, { start, end }));
  }
}

const HEADINGS: ReadonlySet<MeaningName> = new Set(["heading", "exploded", "major", "subheading"]);

/** An operand inside of fields; a term in the field of headings is a heading. */
function marked(operand: Operand, meanings: readonly MeaningName[]): Operand {
  switch (operand.kind) {
    case "term": {
      const { start, end } = operand;
      if (meanings.some((meaning) => HEADINGS.has(meaning)))
        return { kind: "whole", start, end, meanings };
      return operand.meanings.length === 0 ? { ...operand, meanings } : operand;
    }
    case "level":
      return levelOf(
        operand.items.map((item) =>
          item.kind === "operator" || item.kind === "near" ? item : marked(item, meanings),
        ),
        operand,
      );
    default:
      return operand;
  }
}

function levelOf(items: readonly (Operand | Operator)[], { start, end }: Place): Level {
  const isOperator = (item: Operand | Operator): item is Operator =>
    item.kind === "operator" || item.kind === "near";
  return {
    kind: "level",
    start,
    end,
    items,
    operands: items.filter((item) => !isOperator(item)) as Operand[],
    operators: items.filter(isOperator),
  };
}

/** Whether a level is a list of alternatives. */
export function isAlternatives({ operators }: Level): boolean {
  return (
    operators.length > 0 &&
    operators.every((one) => one.kind === "operator" && one.operator === "or")
  );
}

/** Fields that say what kind of report is wanted, not what it is about. */
export const LIMITING: ReadonlySet<MeaningName> = new Set(["year", "language", "type"]);

/** The fields of an operand, with those inside of parentheses. */
export function meaningsOf(operand: Operand): readonly MeaningName[] {
  switch (operand.kind) {
    case "reference":
      return [];
    case "level":
      return operand.operands.flatMap(meaningsOf);
    default:
      return operand.meanings;
  }
}

/** Whether an operand is a limit and nothing else. */
export function isLimit(operand: Operand): boolean {
  const meanings = meaningsOf(operand);
  return meanings.length > 0 && meanings.every((meaning) => LIMITING.has(meaning));
}
