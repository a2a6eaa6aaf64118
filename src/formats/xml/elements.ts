import { collapseBlanks } from "../text/lines.ts";

/** An element of a record with its contents; prefixes of names are removed. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** All elements at a path of names below an element, in their order. */
export function allAt(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  let found: readonly XmlElement[] = [element];
  for (const name of path) {
    const next: XmlElement[] = [];
    for (const parent of found) {
      for (const child of parent.children) {
        if (typeof child !== "string" && child.name === name) next.push(child);
      }
    }
    found = next;
  }
  return found;
}

/** The first element at a path of names. */
export function firstAt(element: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  return allAt(element, ...path)[0];
}

/** All text in an element and below it, as written. */
export function rawText(element: XmlElement): string {
  let text = "";
  for (const child of element.children) text += typeof child === "string" ? child : rawText(child);
  return text;
}

/** All text in an element and below it, on one line; empty if there is no element. */
export function textOf(element: XmlElement | undefined): string {
  return element === undefined ? "" : collapseBlanks(rawText(element)).trim();
}

/** The texts of all elements at a path, without empty ones. */
export function textsAt(element: XmlElement, ...path: readonly string[]): readonly string[] {
  return allAt(element, ...path)
    .map(textOf)
    .filter((text) => text !== "");
}

/** Characters of all paths of an element. Many short values deep inside it would make a long entry. */
const LONGEST_PATHS = 8 * 1024 * 1024;

/**
 * What an element holds as pairs of path and text, for `original`. An element with text of its own
 * is one value with all that is in it (`<i>`, `<sup>`). Of very many values in very deep elements, the
 * further ones have their own name only.
 */
export function leavesOf(element: XmlElement): readonly (readonly [path: string, value: string])[] {
  const leaves: (readonly [string, string])[] = [];
  let left = LONGEST_PATHS;
  visit(element, "");
  return leaves;

  function add(path: string, name: string, value: string): void {
    left -= path.length;
    leaves.push([left < 0 ? name : path, value]);
  }

  function visit({ name, attributes, children }: XmlElement, path: string): void {
    for (const key in attributes) add(`${path}@${key}`, `@${key}`, attributes[key] ?? "");
    const isLeaf =
      path !== "" &&
      (children.some((child) => typeof child === "string" && /\S/.test(child)) ||
        children.every((child) => typeof child === "string"));
    if (!isLeaf) {
      for (const child of children) {
        if (typeof child !== "string")
          visit(child, path === "" ? child.name : `${path}/${child.name}`);
      }
      return;
    }
    const whole = rawText({ name: "", attributes, children }).trim();
    if (whole !== "") add(path, name, whole);
  }
}
