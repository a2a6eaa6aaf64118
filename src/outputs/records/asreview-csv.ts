import { formatAuthor } from "../../core/records/normalize.ts";
import { csvWriter } from "../text/csv-table.ts";
import type { RowWriter } from "../text/row-writer.ts";
import type { ExportedRecord } from "./exported-record.ts";

/** A table for ASReview: a label for what people have decided, nothing for what it is to rank. */
export function asreviewCsvWriter(): RowWriter<ExportedRecord> {
  let id = 0;
  return csvWriter<ExportedRecord>(
    [
      // ASReview wants a whole number and keeps what other columns hold.
      ["record_id", () => ++id],
      ["title", ({ record }) => record.title],
      ["abstract", ({ record }) => record.abstract],
      // It splits at the semicolon alone and keeps a blank behind it.
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
