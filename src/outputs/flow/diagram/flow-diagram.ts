import { formatCount } from "../../../core/records/text/plural.ts";
import type { EntrySet } from "../../../core/screening/entry-sets.ts";
import { type NamedCount, NO_REASON } from "../../../core/screening/flow.ts";
import { plainText } from "../../text/plain-text.ts";

/**
 * The content of a review's flow diagram: its boxes, their wording (Page et al. 2021, templates v1
 * and v2 for new and updated reviews) and which of them apply. Every form of the diagram draws this
 * description, so the wording exists once.
 */
export interface FlowDiagram {
  /** Only for an updated review. */
  readonly previous?: { readonly heading: string; readonly box: DiagramBox };
  readonly databases: DiagramColumn;
  /** Only if other methods identified something and have a column of their own. */
  readonly other?: DiagramColumn;
  readonly included: DiagramBox;
  /** Only for an updated review. */
  readonly total?: DiagramBox;
  /** Only if studies.csv says which syntheses the studies are in. */
  readonly synthesis?: DiagramBox;
  /** The name of the last bar on the left, beside `included` and `total`. */
  readonly lastPhase: string;
  /** The title of the diagram: `PRISMA 2020 flow diagram`. */
  readonly title: string;
  /** The note that says what still waits; absent once screening is finished. */
  readonly unfinished?: string;
  /** The notes below the diagram, including its footnotes. */
  readonly notes: readonly string[];
  /** The name of the guideline whose boxes it shows: `PRISMA 2020`. */
  readonly standard: string;
  /** Whether it has boxes that the guideline does not have; each form says how it marks them. */
  readonly extended: boolean;
}

export interface DiagramColumn {
  readonly heading: string;
  readonly steps: readonly DiagramStep[];
}

/** A box of the main path, with the boxes for what leaves the review at that step. */
export interface DiagramStep {
  /** The name of the bar on the left. */
  readonly phase: string;
  /** Steps that stand side by side in both columns have the same level, counted from 0. */
  readonly level: number;
  readonly main: DiagramBox;
  /** In PRISMA 2009, the box for other sources; both boxes lead to the next step. */
  readonly beside?: DiagramBox;
  readonly sides: readonly DiagramBox[];
}

export interface DiagramBox {
  readonly lines: readonly DiagramLine[];
  /**
   * False for boxes that PRISMA does not have, such as records that await a decision; they are
   * drawn dashed.
   */
  readonly standard: boolean;
}

/** A label and the size of its set; a heading such as `Reports excluded:` has no number. */
export interface DiagramLine {
  readonly label: string;
  readonly n?: number;
  readonly indent: 0 | 1 | 2;
  /**
   * The entries that it counts; absent if it counts studies, or records that are not in the
   * exports.
   */
  readonly set?: EntrySet;
}

/**
 * `Records screened (n = 1,016)`. No-break spaces keep the number inside its brackets on one line.
 */
export function lineText({ label, n }: DiagramLine): string {
  return n === undefined ? label : `${label} (n\u00a0=\u00a0${formatCount(n)})`;
}

/** `E1: Wrong population` for a criterion of the protocol, otherwise the reason as it was given. */
export function countLabel({ name, text }: NamedCount): string {
  const label = plainText(text === undefined || text === name ? name : `${name}: ${text}`);
  return label === "" ? NO_REASON : label;
}

/** Every line of the diagram in reading order, for screen readers. */
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

/** Every box in reading order, with its id, which is the same in every drawing. */
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

/**
 * The note below a diagram with boxes that PRISMA does not have; `name` is how the form describes
 * them.
 */
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

/** A box for unfinished work; none if nothing waits. */
export function open(...lines: readonly DiagramLine[]): DiagramBox[] {
  const some = lines.filter(hasSome);
  return some.length > 0 ? [{ lines: some, standard: false }] : [];
}

export function hasSome({ n }: DiagramLine): boolean {
  return n !== undefined && n > 0;
}
