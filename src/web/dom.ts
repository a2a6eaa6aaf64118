/** What an element can be given: attributes as text, and what happens when it is used. */
export interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | ((event: never) => void);
}

/** What an element holds; a list stands for what is in it. */
export type Child = Node | string | undefined | false | readonly Child[];

/**
 * An element with attributes and children. Text only ever becomes text, so nothing of a record can
 * become markup. A function under `onclick` is a listener; `false` and `undefined` leave out.
 */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function")
      element.addEventListener(key.slice(2), value as unknown as EventListener);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

/** Replaces what an element holds. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren();
  add(element, children);
}

/** One by one, because a long abstract has more marks than a call can have arguments. */
function add(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === "string" || child instanceof Node) element.append(child);
    else add(element, child);
  }
}

/** Sets an attribute, or takes it away. */
export function put(element: Element, name: string, value: string | boolean | undefined): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

/** A button with its word and the key that does the same. */
export function button(
  label: string,
  key: string | undefined,
  press: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return el(
    "button",
    {
      type: "button",
      ...attributes,
      onclick: press,
      ...(key !== undefined && { "aria-keyshortcuts": key }),
    },
    el("span", { class: "word" }, label),
    key !== undefined && " ",
    key !== undefined && el("kbd", {}, key),
  );
}
