import { type Protocol, UNTITLED } from "./protocol.ts";

/**
 * What a protocol says in words about what is looked for: the title, the question and the criteria of
 * inclusion. Criteria of exclusion are left out: they name what is not wanted, and a model that counts
 * words cannot tell.
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
