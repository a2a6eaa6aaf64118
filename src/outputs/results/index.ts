import { doubleCheckCsv } from "./double-check-csv.ts";
import { duplicatesCsv, linkedVersionsCsv, possibleDuplicatesCsv } from "./duplicates-csv.ts";
import { excludedFullTextBib, excludedFullTextCsv } from "./excluded-full-text.ts";
import { includedBib, includedCsv, includedJson, includedRis } from "./included.ts";
import { judgementsCsv } from "./judgements-csv.ts";
import { ledgerCsv } from "./ledger-csv.ts";
import type { Output } from "./output.ts";
import { prismaJson, prismaMarkdown, prismaSvg } from "./prisma.ts";
import { problemsCsv } from "./problems-csv.ts";
import { recordsCsv } from "./records-csv.ts";

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
