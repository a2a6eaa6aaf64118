import type { MethodsPart } from "../methods-part.ts";
import { agreementPart } from "./agreement.ts";
import { automationPart } from "./automation.ts";
import { deduplicationPart } from "./deduplication.ts";
import { eligibilityPart } from "./eligibility.ts";
import { resultsPart } from "./results.ts";
import { appendixPart, searchStringsPart } from "./search-strings.ts";
import { selectionPart } from "./selection.ts";
import { softwarePart } from "./software.ts";
import { sourcesPart } from "./sources.ts";
import { stoppingPart } from "./stopping.ts";

/** The parts of a methods section, in their order. To add one, write a file and list it here. */
export const METHODS_PARTS: readonly MethodsPart[] = [
  eligibilityPart,
  sourcesPart,
  searchStringsPart,
  deduplicationPart,
  selectionPart,
  agreementPart,
  automationPart,
  stoppingPart,
  softwarePart,
  resultsPart,
  appendixPart,
];
