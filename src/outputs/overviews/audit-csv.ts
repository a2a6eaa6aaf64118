import type { Audit, AuditedRecord } from "../../core/overviews/rating/audit.ts";
import { type Column, csvTable } from "../text/csv-table.ts";

type Row = AuditedRecord & { readonly place: number };

const COLUMNS: readonly Column<Row>[] = [
  ["place", ({ place }) => place],
  ["record", ({ record }) => record.key],
  ["audit", ({ found }) => found],
  ["title", ({ record }) => record.summary.title],
  ["reason", ({ record }) => record.titleAbstract?.reasons.join(";")],
];

/** The excluded records that an audit reads again, in its order. */
export function auditCsv({ population }: Audit, size: number): Iterable<string> {
  return csvTable(
    COLUMNS,
    population.slice(0, size).map((one, at) => ({ ...one, place: at + 1 })),
  );
}
