import type { SourcePlan } from "../../core/protocol/protocol.ts";
import type { Limits } from "../../core/records/limits.ts";
import { hashOf } from "../../core/review/earlier/earlier-runs.ts";
import type { ExportFile } from "../../core/review/identify.ts";
import type { ReadOptions } from "../../formats/format.ts";
import { type Hashed, readToEnd } from "../io/file-hash.ts";

/** How slr.yaml says that an export is read. */
export function readOptions(
  path: string,
  source: SourcePlan | undefined,
  limits: Limits | undefined,
): ReadOptions {
  return {
    file: path,
    ...(source?.columns && { columns: source.columns }),
    ...(source?.sheet !== undefined && { sheet: source.sheet }),
    ...(source?.rows !== undefined && { rows: source.rows }),
    ...(limits && { limits }),
  };
}

/** What the entries of an export depend on. */
export function identityOf(
  content: Hashed,
  format: string | undefined,
  source: SourcePlan | undefined,
  options: ReadOptions,
): NonNullable<ExportFile["identity"]> {
  const lastRead = () => hashOf(content.sha256(), format, source?.encoding, options);
  return { now: async () => ((await readToEnd(content)) ? lastRead() : undefined), lastRead };
}
