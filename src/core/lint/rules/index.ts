import type { LintRule } from "../rule.ts";
import { abstractOnly } from "./fields/abstract-only.ts";
import { headingOnly } from "./fields/heading-only.ts";
import { limitInBranch } from "./fields/limit-in-branch.ts";
import { limitNotInProtocol } from "./fields/limit-not-in-protocol.ts";
import { notOperator } from "./fields/not.ts";
import { otherDialect } from "./fields/other-dialect.ts";
import { untagged } from "./fields/untagged.ts";
import { danglingOperator } from "./structure/dangling-operator.ts";
import { lineMissing } from "./structure/line-missing.ts";
import { lineRepeated } from "./structure/line-repeated.ts";
import { lineUnused } from "./structure/line-unused.ts";
import { lowerCaseOperator } from "./structure/lower-case-operator.ts";
import { mixedOperators } from "./structure/mixed-operators.ts";
import { noOperator } from "./structure/no-operator.ts";
import { operatorInQuotes } from "./structure/operator-in-quotes.ts";
import { pasted } from "./structure/pasted.ts";
import { proximity } from "./structure/proximity.ts";
import { unbalanced } from "./structure/unbalanced.ts";
import { hyphen } from "./terms/hyphen.ts";
import { missingElsewhere } from "./terms/missing-elsewhere.ts";
import { missingPlural } from "./terms/missing-plural.ts";
import { missingSpelling } from "./terms/missing-spelling.ts";
import { redundant } from "./terms/redundant.ts";
import { shortStem } from "./terms/short-stem.ts";
import { unknownWildcard } from "./terms/unknown-wildcard.ts";

/**
 * The rules for search strings, ranked by how often studies of published strategies found the
 * mistake, and how much it lowers recall.
 */
export const LINT_RULES: readonly LintRule[] = [
  missingSpelling,
  missingPlural,
  missingElsewhere,
  headingOnly,
  unknownWildcard,
  hyphen,
  otherDialect,
  untagged,
  unbalanced,
  mixedOperators,
  operatorInQuotes,
  lowerCaseOperator,
  danglingOperator,
  limitInBranch,
  lineMissing,
  lineUnused,
  noOperator,
  shortStem,
  proximity,
  notOperator,
  abstractOnly,
  limitNotInProtocol,
  pasted,
  lineRepeated,
  redundant,
];
