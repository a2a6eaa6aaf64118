import { prismaJson, prismaMarkdown, prismaSvg } from "./flow/flow-outputs.ts";
import type { Output } from "./output.ts";
import { doubleCheckCsv } from "./results/double-check-csv.ts";
import {
  duplicatesCsv,
  linkedVersionsCsv,
  possibleDuplicatesCsv,
} from "./results/duplicates-csv.ts";
import { excludedFullTextBib, excludedFullTextCsv } from "./results/excluded-full-text.ts";
import { includedBib, includedCsv, includedJson, includedRis } from "./results/included.ts";
import { judgementsCsv } from "./results/judgements-csv.ts";
import { ledgerCsv } from "./results/ledger-csv.ts";
import { problemsCsv } from "./results/problems-csv.ts";
import { recordsCsv } from "./results/records-csv.ts";

/** Every file that `slr screen` writes into results/. */
export const OUTPUTS: readonly Output[] = [
  prismaJson,
  prismaMarkdown,
  prismaSvg,
  ledgerCsv,
  recordsCsv,
  duplicatesCsv,
  possibleDuplicatesCsv,
  linkedVersionsCsv,
  includedCsv,
  includedRis,
  includedBib,
  includedJson,
  excludedFullTextCsv,
  excludedFullTextBib,
  judgementsCsv,
  doubleCheckCsv,
  problemsCsv,
];
