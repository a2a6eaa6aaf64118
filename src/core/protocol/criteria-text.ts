import { type Protocol, UNTITLED } from "./protocol.ts";

/**
 * The text of a protocol that describes what is looked for: the title, the question and the
 * inclusion criteria. Exclusion criteria are left out, because they name what is not wanted, and a
 * model that counts words cannot tell the difference.
 */
export function criteriaTextOf({
  title,
  question,
  criteria,
}: Pick<Protocol, "title" | "question" | "criteria">): readonly string[] {
  const wanted = criteria.filter(({ effect }) => effect === "include").map(({ text }) => text);
  return [title, question, ...wanted]
    .map((text) => text.trim())
    .filter((text) => text !== "" && text !== UNTITLED);
}
