import { displayWidth, plainText, wrapText } from "./plain-text.ts";

/** A text behind a label, with further lines aligned under the first. */
export function hanging(label: string, text: string, width: number): string[] {
  const indent = displayWidth(label);
  const room = Math.max(20, width - indent);
  return wrapText(plainText(text), room, room, displayWidth).map((line, at) =>
    `${at === 0 ? label : " ".repeat(indent)}${line}`.trimEnd(),
  );
}
