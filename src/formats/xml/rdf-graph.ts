import { allAt, firstAt, leavesOf, type XmlElement } from "./elements.ts";

/**
 * The resources of an RDF file. Each may stand anywhere, alone or inside of another, and is named
 * where it is needed, by any number of others. Files can name resources in circles, and a short
 * file can name a large one so often that it becomes an endless one; so the graph follows a name
 * only as long as all that is found that way stays below a limit.
 */
export interface Graph {
  /** The resources by their names. */
  readonly nodes: Map<string, XmlElement>;
  /** Names of what others are part of. */
  readonly wholes: Set<string>;
  /** What a resource with all that is in it counts against the limit. */
  readonly sizes: Map<XmlElement, number>;
  /** What may still be found by names. */
  left: number;
}

/** Characters that records get from resources that they name: twice those of the largest file. */
export const MOST_NAMED = 64 * 1024 * 1024;
/** An element without text costs time, too. */
const SIZE_OF_ELEMENT = 10;

/** The graph of the resources that stand at the top of a file. */
export function graphOf(resources: readonly XmlElement[]): Graph {
  const nodes = new Map<string, XmlElement>();
  const wholes = new Set<string>();
  const add = (element: XmlElement) => {
    const name = nameOf(element);
    if (name !== undefined && !nodes.has(name)) nodes.set(name, element);
  };
  // Inside of another resource there may be no more than a resource's name.
  for (const element of resources) add(element);
  for (const resource of resources) {
    for (const element of allIn(resource)) {
      if (isResource(element)) add(element);
      for (const part of allAt(element, "isPartOf")) {
        const inside = elementsOf(part)[0];
        const whole = inside === undefined ? namedBy(part) : nameOf(inside);
        if (whole !== undefined) wholes.add(whole);
      }
    }
  }
  return { nodes, wholes, sizes: new Map(), left: MOST_NAMED };
}

/** The name of a resource. */
export function nameOf({ attributes }: XmlElement): string | undefined {
  return attributes.about ?? attributes.nodeID ?? attributes.ID;
}

/** The name that a property gives instead of a resource. */
export function namedBy({ attributes }: XmlElement): string | undefined {
  return attributes.resource ?? attributes.nodeID;
}

/** A property names what it means by the attribute that gives other resources their own name. */
function isResource({ attributes, children }: XmlElement): boolean {
  return (
    attributes.about !== undefined ||
    (attributes.nodeID !== undefined && children.some((child) => typeof child !== "string"))
  );
}

/** The resources that a property holds, or the one that it names. */
export function targetsOf(property: XmlElement, graph: Graph): readonly XmlElement[] {
  const inside = elementsOf(property);
  if (inside.length > 0) return inside;
  const name = namedBy(property);
  const named = name === undefined ? undefined : graph.nodes.get(name);
  if (named === undefined || graph.left < 0) return [];
  graph.left -= sizeOf(named, graph);
  return graph.left < 0 ? [] : [named];
}

/** The first resource that a property holds or names. */
export function targetOf(property: XmlElement | undefined, graph: Graph): XmlElement | undefined {
  return property === undefined ? undefined : targetsOf(property, graph)[0];
}

/** What a work is part of, the nearest first: issue, journal, series. */
export function wholesOf(work: XmlElement, graph: Graph): readonly XmlElement[] {
  const wholes = new Set([work]);
  let level: readonly XmlElement[] = [work];
  for (let depth = 0; depth < 4 && level.length > 0; depth += 1) {
    const next: XmlElement[] = [];
    for (const part of level.flatMap((one) => allAt(one, "isPartOf"))) {
      const whole = targetOf(part, graph);
      if (whole === undefined || wholes.has(whole)) continue;
      wholes.add(whole);
      next.push(whole);
    }
    level = next;
  }
  wholes.delete(work);
  return [...wholes];
}

/** What a whole says, for the works that are part of it: each gets all of it, with its paths. */
export function valuesOf(whole: XmlElement, graph: Graph): ReturnType<typeof leavesOf> {
  const values = leavesOf(whole);
  for (const [path] of values) graph.left -= path.length;
  return values;
}

/** What a property holds or names, in its order; of lists, and of lists in lists, the members. */
export function membersOf(property: XmlElement, graph: Graph): readonly XmlElement[] {
  const members: XmlElement[] = [];
  // Lists may name each other in circles.
  const lists = new Set<XmlElement>();
  const waiting: Step[] = [{ kind: "property", element: property }];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const { kind, element } = step;
    if (lists.has(element)) continue;
    const next = kind === "property" ? targetsOf(element, graph) : itemsOf(element);
    // The name of a person may stand where a resource could.
    if (next.length === 0) members.push(element);
    else if (kind === "resource") lists.add(element);
    const nextKind = kind === "property" ? "resource" : "property";
    for (const one of next.toReversed()) waiting.push({ kind: nextKind, element: one });
  }
  return members;
}

interface Step {
  readonly kind: "property" | "resource";
  readonly element: XmlElement;
}

/** The properties with the members of a list, if a resource is one. */
function itemsOf(resource: XmlElement): readonly XmlElement[] {
  const items = elementsOf(resource).filter(({ name }) => /^(?:li|_\d+|first)$/.test(name));
  const rest = items.length === 0 ? undefined : firstAt(resource, "rest");
  return rest === undefined ? items : [...items, rest];
}

/** The elements in an element. */
export function elementsOf({ children }: XmlElement): readonly XmlElement[] {
  return children.filter((child) => typeof child !== "string");
}

/** An element and all elements in it. */
function allIn(element: XmlElement): readonly XmlElement[] {
  const found = [element];
  for (const one of found) for (const child of elementsOf(one)) found.push(child);
  return found;
}

function sizeOf(element: XmlElement, { sizes }: Pick<Graph, "sizes">): number {
  const known = sizes.get(element);
  if (known !== undefined) return known;
  let size = SIZE_OF_ELEMENT;
  for (const value of Object.values(element.attributes)) size += value.length;
  for (const child of element.children)
    size += typeof child === "string" ? child.length : sizeOf(child, { sizes });
  sizes.set(element, size);
  return size;
}
