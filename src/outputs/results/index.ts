import type { ResultForm } from "../../core/protocol/protocol.ts";
import { doubleCheckCsv } from "./double-check-csv.ts";
import { duplicatesCsv, linkedVersionsCsv, possibleDuplicatesCsv } from "./duplicates-csv.ts";
import { excludedFullTextBib, excludedFullTextCsv } from "./excluded-full-text.ts";
import { includedBib, includedCsv, includedJson, includedRis } from "./included.ts";
import { judgementsCsv, judgementsParquet } from "./judgements.ts";
import { ledgerCsv, ledgerParquet } from "./ledger.ts";
import type { AskedOutput, Output } from "./output.ts";
import { prismaJson, prismaMarkdown, prismaSvg } from "./prisma.ts";
import { problemsCsv } from "./problems-csv.ts";
import { recordsCsv, recordsParquet } from "./records.ts";

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

/** What it writes beside them, by the form that `results` of slr.yaml asks for. */
export const ASKED_OUTPUTS: Readonly<Record<ResultForm, readonly AskedOutput[]>> = {
  parquet: [ledgerParquet, recordsParquet, judgementsParquet],
};
