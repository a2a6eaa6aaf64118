import type { ChangedInput } from "./compare-locks.ts";
import type { ChangedCount, ChangedRecord } from "./compare-records.ts";

/** What became of an input, in a sentence. */
export function inputMessage({ file, change }: ChangedInput): string {
  return {
    new: `${file} is new.`,
    gone: `${file} is gone.`,
    changed: `${file} has changed.`,
    "line-ends": `${file} differs in its line ends only, as git makes them on Windows. The .gitattributes of slr init keeps them.`,
  }[change];
}

/** What became of a record, in a sentence that names its boxes. */
export function recordMessage({ key, before, now, became, partOf, counts }: ChangedRecord): string {
  const also = counts.map(countMessage).join("");
  if (partOf !== undefined)
    return `The record ${key} is new; it was a duplicate of the record ${partOf}, and its box is ${now}.`;
  if (before === undefined) return `The record ${key} is new; its box is ${now}.`;
  if (now === undefined) return `The record ${key}, whose box was ${before}, is gone.`;
  if (now === "duplicate")
    return `The record ${key}, whose box was ${before}, is now a duplicate of the record ${became}.`;
  if (became !== undefined)
    return `The record ${key}, whose box was ${before}, is now the record ${became}, whose box is ${now}.${also}`;
  if (before === now) return `The box of the record ${key} is ${now} as before.${also}`;
  return `The box of the record ${key} was ${before}, is ${now}.${also}`;
}

function countMessage({ what, before, now }: ChangedCount): string {
  const value = (text: string) => (text === "" ? "none" : text);
  const name = {
    entries: "Its entries",
    reason: "Its reason",
    "decided by": "Who excluded it",
    synthesis: "Its synthesis",
    study: "The reports that are one study with it",
  }[what];
  const [was, is] = what === "entries" || what === "study" ? ["were", "are"] : ["was", "is"];
  return ` ${name} ${was} ${value(before)}, ${is} ${value(now)}.`;
}
