import type { TaxonomyClass } from "../../protocol/protocol.ts";

/** A class of the taxonomy with its place in the tree; classes stand before their sub-classes. */
export interface PlacedClass {
  readonly id: string;
  readonly text: string;
  readonly of: TaxonomyClass;
  /** 0 for a class at the top. */
  readonly depth: number;
  /** Index of the class that it is a sub-class of. */
  readonly parent?: number;
  /** Indices of its sub-classes. */
  readonly children: readonly number[];
}

/** The classes of a taxonomy as a list in the order of slr.yaml. */
export function placeClasses(taxonomy: readonly TaxonomyClass[]): PlacedClass[] {
  const placed: PlacedClass[] = [];
  const place = (of: TaxonomyClass, depth: number, parent?: number): number => {
    const at = placed.length;
    const children: number[] = [];
    placed.push({
      id: of.id,
      text: of.text,
      of,
      depth,
      ...(parent !== undefined && { parent }),
      children,
    });
    for (const child of of.classes) children.push(place(child, depth + 1, at));
    return at;
  };
  for (const top of taxonomy) place(top, 0);
  return placed;
}

/** The classes at the top, or the sub-classes of one. */
export function siblingsIn(classes: readonly PlacedClass[], parent?: number): number[] {
  return parent === undefined
    ? classes.flatMap(({ depth }, at) => (depth === 0 ? [at] : []))
    : [...classes[parent]!.children];
}

/** The classes below a class, at any depth. */
export function descendants(classes: readonly PlacedClass[], parent: number): number[] {
  return classes[parent]!.children.flatMap((child) => [child, ...descendants(classes, child)]);
}
