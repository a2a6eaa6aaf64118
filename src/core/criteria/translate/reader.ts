import type { HistoryLines } from "./history.ts";
import { type Construct, refuseToTranslate, type Span } from "./translation.ts";

/** What a string looks for and exports hold in part or not at all, as the string writes it. */
export interface BeyondExports {
  /** Subject headings. */
  readonly headings: string[];
  /** Codes of fields that reach further than title, abstract and keywords. */
  readonly fields: string[];
}

/** A search string of a database, with the current place in it. */
export class Reader {
  /** The text up to the end of what is read, so that its places are those of the whole string. */
  readonly text: string;
  position: number;
  readonly constructs: Construct[];
  /** The numbered lines of the string, if it is a search history. */
  readonly history: HistoryLines | undefined;
  /** What no export holds, where it is collected; without it, such a construct is refused. */
  readonly beyond: BeyondExports | undefined;

  constructor(
    text: string,
    start = 0,
    constructs: Construct[] = [],
    history: HistoryLines | undefined = undefined,
    beyond: BeyondExports | undefined = undefined,
  ) {
    this.text = text;
    this.position = start;
    this.constructs = constructs;
    this.history = history;
    this.beyond = beyond;
  }

  /** A reader of one line of the same history. */
  within({ start, end }: Span): Reader {
    const whole = this.history?.text ?? this.text;
    return new Reader(whole.slice(0, end), start, this.constructs, this.history, this.beyond);
  }

  skipBlanks(): void {
    while (/\s/.test(this.text[this.position] ?? "x")) this.position += 1;
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The match of a sticky pattern at this place, without moving on. */
  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text) ?? undefined;
  }

  /** The match of a sticky pattern at this place; the reader moves behind it. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.peek(pattern);
    if (found !== undefined) this.position += found[0].length;
    return found;
  }

  /** Notes how a construct is written in criteria. */
  note({ start, end }: Span, ours: string, note?: string): void {
    const written = this.text.slice(start, end).trim().replace(/\s+/g, " ");
    const construct = { written, ours, ...(note === undefined ? {} : { note }) };
    const isKnown = this.constructs.some(
      (known) => known.ours === ours && known.written.toLowerCase() === written.toLowerCase(),
    );
    if (!isKnown) this.constructs.push(construct);
  }

  refuse(place: Span, why: string, hint: string): never {
    return refuseToTranslate(this.text, place, why, hint);
  }
}

/** The place of something that a pattern has just found. */
export function placeOf(found: RegExpExecArray): Span {
  return { start: found.index, end: found.index + found[0].trimEnd().length };
}
