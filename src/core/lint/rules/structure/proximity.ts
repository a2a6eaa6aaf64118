import type { Found, LintRule } from "../../rule.ts";
import { isAlternatives, type Operand, type Operator } from "../../search-string/linted-string.ts";

export const proximity: LintRule = {
  code: "search/proximity",
  finds: "AND inside of a proximity, a proximity without a distance, ordered beside unordered ones",
  why: "Databases refuse AND there, count a missing distance differently (15 words in Web of Science, 6 in Cochrane) and disagree on mixed ones; PRESS 2015 asks whether the distance is right.",
  severity: "warning",
  *find({ levels, dialect }) {
    for (const { items, operators } of levels) {
      for (const [at, item] of items.entries()) {
        if (item.kind !== "near") continue;
        if (
          !item.hasNumber &&
          !item.isOrdered &&
          dialect?.name !== "ovid" &&
          /near/i.test(item.name)
        )
          yield found(
            item,
            `${item.name.toUpperCase()} has no distance.`,
            "Write how many words may stand between: NEAR/3.",
          );
        for (const side of [items[at - 1], items[at + 1]])
          if (hasAnd(side))
            yield found(
              side,
              "A proximity cannot have AND in it.",
              "Put terms or a list with OR beside it.",
            );
      }
      const near = operators.filter((one) => one.kind === "near");
      const other = near.find(({ isOrdered }) => isOrdered !== near[0]!.isOrdered);
      if (other !== undefined && dialect?.name === "scopus")
        yield found(
          other,
          "Scopus takes no W/n beside PRE/n.",
          "Put one of them into parentheses of its own.",
        );
    }
  },
};

function found({ start, end }: Operand | Operator, message: string, hint: string): Found {
  return { start, end, message, hint };
}

function hasAnd(item: Operand | Operator | undefined): item is Operand {
  if (item?.kind !== "level") return false;
  const isPlain = isAlternatives(item) || item.operators.every((one) => one.kind === "near");
  return !isPlain || item.operands.some(hasAnd);
}
