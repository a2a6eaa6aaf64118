/** The part of bibtex-parse-js that slr calls; the package has no types of its own. */
declare module "bibtex-parse-js" {
  export interface ParsedBibtex {
    readonly citationKey?: string | null;
    readonly entryType: string;
    readonly entryTags?: Readonly<Record<string, string>>;
  }
  /** Throws strings and errors if it cannot read the input. */
  export function toJSON(bibtex: string): readonly ParsedBibtex[];
}
