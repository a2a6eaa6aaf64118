import type { Dialect } from "../../../criteria/index.ts";
import type { LintRule } from "../../rule.ts";
import { isLimit, type Operand, VALUES } from "../../search-string/linted-string.ts";

export const noOperator: LintRule = {
  code: "search/no-operator",
  finds: "words side by side without an operator or quotes",
  why: "Side by side is AND, OR, a phrase or nearness, depending on the database; PRESS 2015 asks whether operators and phrases are as meant.",
  severity: "warning",
  *find({ levels, dialect, text }) {
    if (dialect?.name === "ovid") return;
    for (const { items } of levels)
      for (const [at, item] of items.entries()) {
        const next = items[at + 1];
        if (!isOperand(item)) continue;
        if (dialect?.name === "pubmed" && isBlankPhrase(item)) {
          yield {
            start: item.start,
            end: item.start + item.text.length,
            message: `PubMed takes \`${item.text}\` for a phrase only if its index has it; otherwise it joins the words with AND.`,
            hint: `Write quotes if it is a phrase: "${item.text}"`,
          };
          continue;
        }
        if (next === undefined || !isOperand(next) || isLimit(next) || isLimit(item)) continue;
        const isValue = item.kind === "term" && item.meanings.some((one) => VALUES.has(one));
        if (isValue) continue;
        const between = text.slice(item.start, next.end).replace(/\s+/g, " ");
        yield {
          start: item.start,
          end: next.end,
          message: `No operator stands in \`${between.length > 60 ? `${between.slice(0, 60)}…` : between}\`; ${readAs(dialect, [item, next])}.`,
          hint: "Write AND or OR, or quotes around a phrase.",
        };
      }
  },
};

type Item = Operand | { readonly kind: "operator" | "near" };

function isOperand(item: Item): item is Operand {
  return item.kind !== "operator" && item.kind !== "near";
}

/** Words without quotes that only PubMed's index makes a phrase. */
function isBlankPhrase(item: Operand): item is Extract<Operand, { kind: "term" }> {
  return (
    item.kind === "term" &&
    !item.isQuoted &&
    /\s/.test(item.text) &&
    item.meanings.some((one) =>
      ["title", "abstract", "titleAbstractKeywords", "authorKeywords"].includes(one),
    )
  );
}

const READ_AS: Readonly<Record<Dialect["sideBySide"], string>> = {
  and: "joins them with AND",
  or: "joins them with OR",
  phrase: "takes them for a phrase",
  refused: "reads them in a way that no source confirms",
};

function readAs(dialect: Dialect | undefined, sides: readonly Operand[]): string {
  const isPhrase = sides.every((one) => one.kind === "term" && !one.isQuoted);
  return dialect === undefined || (dialect.sideBySide === "phrase" && !isPhrase)
    ? "databases read that in different ways"
    : `${dialect.title} ${READ_AS[dialect.sideBySide]}`;
}
