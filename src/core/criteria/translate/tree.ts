import type { Span } from "./translation.ts";

/** A search string during translation: searches, comparisons and Boolean operators. */
export type Tree =
  | { readonly kind: "and" | "or"; readonly parts: readonly Tree[]; readonly place: Span }
  | { readonly kind: "not"; readonly part: Tree; readonly place: Span }
  | Near
  | Leaf
  | Compared
  | { readonly kind: "written"; readonly text: string; readonly place: Span };

/** A term as the database writes it; with `scope`, in slr's words. */
export interface Leaf {
  readonly kind: "leaf";
  readonly raw: string;
  readonly isQuoted: boolean;
  readonly place: Span;
  /** Where its first character stands; parentheses and quotes around it belong to its place. */
  readonly origin: number;
  /**
   * The function of criteria around it, and what it stands for there: one term, or one of several.
   */
  readonly scope?: string;
  readonly terms?: readonly string[];
  /** Whether it excludes other forms of the word. */
  readonly isExact?: boolean;
}

export interface Near {
  readonly kind: "near";
  readonly left: Tree;
  readonly right: Tree;
  readonly distance: number;
  readonly isOrdered: boolean;
  readonly place: Span;
}

/** A comparison of a field; `=` with several values is a list. */
export interface Compared {
  readonly kind: "compared";
  readonly field: string;
  readonly operator: "=" | "!=" | "<" | ">" | "<=" | ">=";
  /** As criteria write them; a range as `2010..2019`. */
  readonly values: readonly string[];
  readonly place: Span;
}

/** The place that covers both. */
export function around(left: Span, right: Span): Span {
  return { start: Math.min(left.start, right.start), end: Math.max(left.end, right.end) };
}

export function joined(kind: "and" | "or", parts: readonly Tree[]): Tree {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError("Nothing to join.");
  if (rest.length === 0) return first;
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const place = rest.reduce((span, part) => around(span, part.place), first.place);
  const [one, ...others] = flat;
  if (kind === "or" && one?.kind === "compared" && one.operator === "=") {
    const alike = others.filter(
      (part): part is Compared =>
        part.kind === "compared" && part.operator === "=" && part.field === one.field,
    );
    if (alike.length === others.length)
      return { ...one, values: [one, ...alike].flatMap(({ values }) => values), place };
  }
  return { kind, parts: flat, place };
}

/** Replaces each term and proximity of the tree that has no function yet. */
export function mapUnscoped(tree: Tree, change: (part: Leaf | Near) => Tree): Tree {
  switch (tree.kind) {
    case "and":
    case "or":
      return joined(
        tree.kind,
        tree.parts.map((part) => mapUnscoped(part, change)),
      );
    case "not":
      return { ...tree, part: mapUnscoped(tree.part, change) };
    case "near":
      return firstUnscoped(tree) === undefined ? tree : change(tree);
    case "leaf":
      return tree.scope === undefined ? change(tree) : tree;
    default:
      return tree;
  }
}

/** The first term without a function. */
export function firstUnscoped(tree: Tree): Leaf | undefined {
  switch (tree.kind) {
    case "and":
    case "or":
      for (const part of tree.parts) {
        const found = firstUnscoped(part);
        if (found !== undefined) return found;
      }
      return undefined;
    case "not":
      return firstUnscoped(tree.part);
    case "near":
      return firstUnscoped(tree.left) ?? firstUnscoped(tree.right);
    case "leaf":
      return tree.scope === undefined ? tree : undefined;
    default:
      return undefined;
  }
}

/** Whether a proximity can take this as an operand: a term, an OR of terms, another proximity. */
export function canBeNear(tree: Tree): boolean {
  if (tree.kind === "or") return tree.parts.every(canBeNear);
  return tree.kind === "leaf" || tree.kind === "near";
}
