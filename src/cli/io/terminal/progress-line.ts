import { formatCount } from "../../../core/records/text/plural.ts";
import type { WorkStep } from "../../../core/review/work-step.ts";
import { displayWidth, endWithin, startWithin } from "../../../outputs/text/plain-text.ts";

/** Where the line is drawn. */
export interface Screen {
  /** Replaces the last line of the terminal; an empty text clears it. */
  draw(line: string): void;
  /** The columns of the terminal. */
  width(): number;
  /** Milliseconds from any beginning. */
  clock(): number;
}

/** Work that takes less than this is over before anybody reads of it. */
const SHOWN_AFTER_MS = 1000;
/** Drawn more often, the numbers cannot be read. */
const DRAWN_EVERY_MS = 100;

/**
 * The line on a terminal that says what slr is doing, how fast, and for how long it will go on. A
 * step may tell of itself as often as it likes: the line is drawn at most ten times a second.
 */
export class ProgressLine {
  readonly #screen: Screen;
  #step: WorkStep | undefined;
  #workBegan = 0;
  #stepBegan = 0;
  #doneBefore = 0;
  #shareBefore = 0;
  #drawn: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  show(step: WorkStep): void {
    const now = this.#screen.clock();
    if (this.#step === undefined) {
      this.#workBegan = now;
      // Draws while slr waits for the disk; long computations draw by telling of themselves.
      this.#timer = setInterval(() => this.#draw(), DRAWN_EVERY_MS).unref();
    }
    if (this.#step?.doing !== step.doing) {
      this.#stepBegan = now;
      this.#doneBefore = step.done ?? 0;
      this.#shareBefore = step.share ?? 0;
    }
    this.#step = step;
    this.#draw();
  }

  /** Clears the line: the work is over, or something else is printed. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#drawn !== undefined) this.#screen.draw("");
    this.#step = undefined;
    this.#drawn = undefined;
  }

  #draw(): void {
    const now = this.#screen.clock();
    if (this.#step === undefined || now - this.#workBegan < SHOWN_AFTER_MS) return;
    if (this.#drawn !== undefined && now - this.#drawn < DRAWN_EVERY_MS) return;
    this.#drawn = now;
    const seconds = (now - this.#stepBegan) / 1000;
    const since = { seconds, done: this.#doneBefore, share: this.#shareBefore };
    // A line that fills the last column would begin another one.
    this.#screen.draw(progressText(this.#step, since, this.#screen.width() - 1));
  }
}

/** How long a step has gone on, and where it stood when it began. */
interface Since {
  readonly seconds: number;
  readonly done: number;
  readonly share: number;
}

/**
 * `Reading searches/pubmed.nbib  42 %, 41,200 entries, 8,250/s, 7 s left`, without what there is no
 * room for.
 */
export function progressText(step: WorkStep, since: Since, width: number): string {
  const { doing, what } = step;
  const details = detailsOf(step, since);
  const name = what === undefined ? "" : ` ${what}`;
  for (const left of [[], ["rate"], ["rate", "count"]] as const) {
    const shown = joined(details.filter(({ kind }) => !left.some((one) => one === kind)));
    const room = width - displayWidth(doing) - displayWidth(shown);
    if (displayWidth(name) <= room) return `${doing}${name}${shown}`;
    // The end of a path says more than its beginning.
    if (room >= SHORT_NAME) return `${doing} …${endWithin(name, room - 2)}${shown}`;
  }
  const short = `${doing}${joined(details.filter(({ kind }) => kind === "share" || kind === "left"))}`;
  return displayWidth(short) <= width ? short : startWithin(doing, width);
}

/** A file is still known by so many letters. */
const SHORT_NAME = 16;

interface Detail {
  readonly kind: "share" | "count" | "rate" | "left";
  readonly text: string;
}

function detailsOf({ done, unit, share }: WorkStep, since: Since): Detail[] {
  const { seconds } = since;
  const details: Detail[] = [];
  if (share !== undefined)
    details.push({ kind: "share", text: `${Math.floor(Math.min(share, 1) * 100)} %` });
  if (done !== undefined)
    details.push({
      kind: "count",
      text: `${formatCount(done)}${unit === undefined ? "" : ` ${unit}`}`,
    });
  // The first moments of a step say little about the rest of it.
  if (seconds >= 1) {
    const rate = done === undefined ? 0 : (done - since.done) / seconds;
    if (rate > 0) details.push({ kind: "rate", text: `${formatCount(rounded(rate))}/s` });
    const gained = (share ?? 0) - since.share;
    if (share !== undefined && share < 1 && gained > 0)
      details.push({ kind: "left", text: `${duration((seconds * (1 - share)) / gained)} left` });
    else if (share === undefined) details.push({ kind: "left", text: duration(seconds) });
  }
  return details;
}

/** Two digits are enough for a rate that changes all the time. */
function rounded(rate: number): number {
  return rate < 10 ? Math.max(1, Math.round(rate)) : Number(rate.toPrecision(2));
}

function joined(details: readonly Detail[]): string {
  return details.length === 0 ? "" : `  ${details.map(({ text }) => text).join(", ")}`;
}

/** `7 s`, `2 min`, `1 h 5 min` */
function duration(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 100) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
