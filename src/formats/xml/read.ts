import type { Problem } from "../../core/records/problem.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import type { Batch, ParsedEntry, ReadOptions } from "../format.ts";
import type { XmlElement } from "./elements.ts";
import { type RecordTags, readElements } from "./records.ts";

/** Reads a format in which each record is one element that contains all of it. */
export async function* readXml(
  chunks: AsyncIterable<string>,
  options: ReadOptions,
  tags: RecordTags,
  contentOf: (element: XmlElement) => EntryContent,
): AsyncGenerator<Batch> {
  const { id } = tags;
  const { file } = options;
  for await (const found of readElements(chunks, tags, options)) {
    const entries: ParsedEntry[] = [];
    const problems: Problem[] = [];
    for (const item of found) {
      if (item.kind === "problem") problems.push(item.problem);
      else if (item.kind === "element") {
        const { element, line } = item;
        const context = { id, file, line, wantsTitle: true };
        const { entry, problems: about } = finishEntry(contentOf(element), context);
        entries.push(entry);
        problems.push(...about);
      } else entries.push(item);
    }
    yield { entries, problems };
  }
}

/** The beginning of an XML file: stray characters, then a declaration or the root. */
export function beginsLikeXml(head: string): boolean {
  return /^[^<]{0,20}<(?:\?xml\b|!--|!DOCTYPE (?!html)|[A-Za-z_])/i.test(head);
}
