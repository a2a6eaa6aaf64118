import { formatAuthor } from "../../core/records/normalize.ts";
import { csvWriter } from "../text/csv-table.ts";
import type { RowWriter } from "../text/row-writer.ts";
import type { ExportedRecord } from "./exported-record.ts";

/**
 * A table for ASReview: records that people decided have a label, the records to rank have none.
 */
export function asreviewCsvWriter(): RowWriter<ExportedRecord> {
  let id = 0;
  return csvWriter<ExportedRecord>(
    [
      // ASReview needs a whole number and keeps the other columns as they are.
      ["record_id", () => ++id],
      ["title", ({ record }) => record.title],
      ["abstract", ({ record }) => record.abstract],
      // ASReview splits at the semicolon alone and would keep a blank after it.
      ["authors", ({ record }) => record.authors.map(formatAuthor).join(";")],
      ["year", ({ record }) => record.year],
      ["doi", ({ record }) => record.doi],
      ["keywords", ({ record }) => [...new Set([...record.keywords, ...record.mesh])].join(";")],
      ["url", ({ record }) => record.url],
      ["included", ({ decided }) => decided && { include: 1, exclude: 0 }[decided]],
      ["slr_record", ({ key }) => key],
    ],
    { forPeople: false },
  );
}
