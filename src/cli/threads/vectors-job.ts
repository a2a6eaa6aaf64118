import type { MessagePort } from "node:worker_threads";
import { findPartsAsked, type PartsAsked } from "../../core/rating/vectors/parts-aside.ts";
import { shippedWordTable } from "../shipped/word-table.ts";

/** Finds parts of the vectors of a review, and sends them when it has all of them. */
export function findVectors(port: MessagePort, asked: PartsAsked): void {
  const found = findPartsAsked(asked, shippedWordTable);
  const numbers = [...found.values()].flatMap((part) =>
    Object.values(part).filter((value) => ArrayBuffer.isView(value)),
  );
  const moved = new Set(numbers.map(({ buffer }) => buffer as ArrayBuffer)); // none of them is shared
  port.postMessage(found, [...moved]);
}
