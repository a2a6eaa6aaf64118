import type { Check } from "./check.ts";
import { agreed } from "./decisions/agreed.ts";
import { attached } from "./decisions/attached.ts";
import { automationAlone } from "./decisions/automation-alone.ts";
import { criteriaTell } from "./decisions/criteria-tell.ts";
import { decided } from "./decisions/decided.ts";
import { enoughDecisions } from "./decisions/enough-decisions.ts";
import { knownReasons } from "./decisions/known-reasons.ts";
import { reasons } from "./decisions/reasons.ts";
import { stages } from "./decisions/stages.ts";
import { stopped } from "./decisions/stopped.ts";
import { decidedAlike } from "./duplicates/decided-alike.ts";
import { duplicatesSettled } from "./duplicates/duplicates-settled.ts";
import { includedOnce } from "./duplicates/included-once.ts";
import { claimed } from "./included/claimed.ts";
import { retracted } from "./included/retracted.ts";
import { balance } from "./law/balance.ts";
import { conservation } from "./law/conservation.ts";
import { tables } from "./law/tables.ts";
import { exportsUnchanged } from "./lock/exports-unchanged.ts";
import { includedKept } from "./lock/included-kept.ts";
import { locked } from "./lock/locked.ts";
import { previousKept } from "./lock/previous-kept.ts";
import { publishedCopy } from "./lock/published-copy.ts";
import { upToDate } from "./lock/up-to-date.ts";
import { paper } from "./paper/paper.ts";
import { exports } from "./searches/exports.ts";
import { knownRelevant } from "./searches/known-relevant.ts";
import { readable } from "./searches/readable.ts";
import { sourcesDescribed } from "./searches/sources-described.ts";

/**
 * Every check, in the order in which they are printed; a problem belongs to the first check that
 * covers it.
 */
export const CHECKS: readonly Check[] = [
  conservation,
  balance,
  readable,
  exports,
  sourcesDescribed,
  reasons,
  knownReasons,
  stages,
  agreed,
  attached,
  tables,
  decided,
  enoughDecisions,
  automationAlone,
  stopped,
  duplicatesSettled,
  decidedAlike,
  includedOnce,
  retracted,
  claimed,
  knownRelevant,
  criteriaTell,
  paper,
  upToDate,
  publishedCopy,
  previousKept,
  exportsUnchanged,
  includedKept,
  locked,
];
