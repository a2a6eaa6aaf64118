import { formatCount } from "../../../core/records/text/plural.ts";
import { type NamedCount, NO_REASON } from "../../../core/screening/flow.ts";
import { plainText } from "../../text/plain-text.ts";
import type { EntrySet } from "./entry-sets.ts";

/**
 * What the PRISMA 2020 flow diagram says for a review: its boxes, their wording (Page et al. 2021,
 * templates v1 and v2 for new and updated reviews) and which of them apply. Every form of the
 * diagram draws this, so the wording exists once.
 */
export interface FlowDiagram {
  /** Only for an updated review. */
  readonly previous?: { readonly heading: string; readonly box: DiagramBox };
  readonly databases: DiagramColumn;
  /** Only if other methods identified something and are shown apart. */
  readonly other?: DiagramColumn;
  readonly included: DiagramBox;
  /** Only for an updated review. */
  readonly total?: DiagramBox;
  /** Only if studies.csv says which synthesis the studies are in. */
  readonly synthesis?: DiagramBox;
  /** The name of the last bar at the left, beside `included` and `total`. */
  readonly lastPhase: string;
  /** What the diagram is: `PRISMA 2020 flow diagram`. */
  readonly title: string;
  /** Says what waits, where screening is not finished; one of the notes. */
  readonly unfinished?: string;
  /** Remarks below the diagram, the footnotes among them. */
  readonly notes: readonly string[];
  /** The statement whose boxes it has: `PRISMA 2020`. */
  readonly standard: string;
  /** Whether it has boxes that PRISMA has not; each form says how it shows them. */
  readonly extended: boolean;
}

export interface DiagramColumn {
  readonly heading: string;
  readonly steps: readonly DiagramStep[];
}

/** A box of the way down, with the boxes of what leaves the review there. */
export interface DiagramStep {
  /** The name of the bar at the left. */
  readonly phase: string;
  /** Steps of both columns that stand side by side have the same level, from 0. */
  readonly level: number;
  readonly main: DiagramBox;
  /** In PRISMA 2009, what was identified elsewhere; both join the next step. */
  readonly beside?: DiagramBox;
  readonly sides: readonly DiagramBox[];
}

export interface DiagramBox {
  readonly lines: readonly DiagramLine[];
  /** False for what PRISMA has no box for, such as records that await a decision; drawn dashed. */
  readonly standard: boolean;
}

/** A label and the size of its set; a heading such as `Reports excluded:` has no number. */
export interface DiagramLine {
  readonly label: string;
  readonly n?: number;
  readonly indent: 0 | 1 | 2;
  /** The entries that it counts; absent where it counts studies, or what is not in the exports. */
  readonly set?: EntrySet;
}

/** `Records screened (n = 1,016)`. The number never leaves its bracket: its blanks do not break. */
export function lineText({ label, n }: DiagramLine): string {
  return n === undefined ? label : `${label} (n\u00a0=\u00a0${formatCount(n)})`;
}

/** `E1: Wrong population` for a criterion of the protocol, else the reason as it was given. */
export function countLabel({ name, text }: NamedCount): string {
  const label = plainText(text === undefined || text === name ? name : `${name}: ${text}`);
  return label === "" ? NO_REASON : label;
}

/** Every line of the diagram in reading order, for readers who do not see it. */
export function diagramTexts(diagram: FlowDiagram): string[] {
  const boxes = (...of: readonly (DiagramBox | undefined)[]) =>
    of.flatMap((one) => one?.lines.map(lineText) ?? []);
  const column = (one: DiagramColumn | undefined) =>
    one === undefined
      ? []
      : [
          one.heading,
          ...one.steps.flatMap(({ main, beside, sides }) => boxes(main, beside, ...sides)),
        ];
  return [
    ...(diagram.previous ? [diagram.previous.heading, ...boxes(diagram.previous.box)] : []),
    ...column(diagram.databases),
    ...column(diagram.other),
    ...boxes(diagram.included, diagram.total, diagram.synthesis),
    ...diagram.notes,
  ].map((text) => text.replaceAll("\u00a0", " "));
}

/** Every box in reading order, with the id that it has in every drawing. */
export function boxesInOrder(
  diagram: FlowDiagram,
): readonly { readonly id: string; readonly box: DiagramBox }[] {
  const column = (name: string, steps: readonly DiagramStep[] = []) =>
    steps.flatMap(({ level, main, beside, sides }) => [
      { id: `${name}-${level}`, box: main },
      ...(beside === undefined ? [] : [{ id: `${name}-${level}-beside`, box: beside }]),
      ...sides.map((box, index) => ({ id: `${name}-${level}-side-${index}`, box })),
    ]);
  const { previous, databases, other, included, total, synthesis } = diagram;
  return [
    ...(previous === undefined ? [] : [{ id: "previous", box: previous.box }]),
    ...column("databases", databases.steps),
    ...column("other", other?.steps),
    { id: "included", box: included },
    ...(total === undefined ? [] : [{ id: "total", box: total }]),
    ...(synthesis === undefined ? [] : [{ id: "synthesis", box: synthesis }]),
  ];
}

/** What a form that calls such boxes by that name says below a diagram that has some. */
export function extensionNotes({ extended, standard }: FlowDiagram, name: string): string[] {
  return extended ? [`${name} are not part of ${standard}; they make the numbers add up.`] : [];
}

/** A line of a box, with or without a number. */
export function line(
  label: string,
  n?: number,
  indent: 0 | 1 | 2 = 0,
  set?: EntrySet,
): DiagramLine {
  return {
    label,
    ...(n !== undefined && { n }),
    indent,
    ...(set !== undefined && { set }),
  };
}

/** A box that PRISMA has. */
export function box(...lines: readonly DiagramLine[]): DiagramBox {
  return { lines, standard: true };
}

/** A box for what is not finished; none where nothing waits. */
export function open(...lines: readonly DiagramLine[]): DiagramBox[] {
  const some = lines.filter(hasSome);
  return some.length > 0 ? [{ lines: some, standard: false }] : [];
}

export function hasSome({ n }: DiagramLine): boolean {
  return n !== undefined && n > 0;
}
