/** The part of sql.js that slr calls; the package has no types of its own. */
declare module "sql.js" {
  export type SqlValue = number | string | Uint8Array | null;
  export interface Database {
    /** Throws errors on what is no database and on what is no SQL. */
    exec(sql: string): readonly {
      readonly columns: readonly string[];
      readonly values: readonly (readonly SqlValue[])[];
    }[];
    run(sql: string, values?: readonly SqlValue[]): Database;
    export(): Uint8Array;
    close(): void;
  }
  export default function initSqlJs(): Promise<{
    readonly Database: new (bytes?: Uint8Array) => Database;
  }>;
}
