import type { MarkedField } from "../../core/decide/page-data.ts";
import { el } from "../dom.ts";
import { segmentsOf } from "../state/segments.ts";

/** How words are marked. */
export interface Marking {
  readonly own: RegExp | undefined;
  readonly marks: boolean;
}

const KIND_NAMES = {
  include: "looked for by an inclusion criterion",
  exclude: "looked for by an exclusion criterion",
  differs: "only here",
} as const;

/** A text with its marks. The two kinds have different lines below, so they differ without colour. */
export function markedNodes(field: MarkedField, { own, marks }: Marking): (Node | string)[] {
  return segmentsOf(field, own, marks).map(({ text, kind, own: isOwn }) => {
    if (kind === undefined && !isOwn) return text;
    const classes = [kind, isOwn && "own"].filter(Boolean).join(" ");
    return el("mark", { class: classes, ...(kind && { title: KIND_NAMES[kind] }) }, text);
  });
}
