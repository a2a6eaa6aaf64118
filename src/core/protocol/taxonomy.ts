import type { NamedTerms } from "../criteria/index.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { PlacedYaml } from "./places.ts";
import type { TaxonomyClass } from "./protocol.ts";
import { readQuery } from "./queries.ts";
import type { ProtocolEntries } from "./schema.ts";

type ClassEntry = NonNullable<ProtocolEntries["taxonomy"]>[number];

/** The classes of the taxonomy with their queries parsed; a repeated id or a faulty query is a problem. */
export function readTaxonomy(
  { taxonomy = [] }: ProtocolEntries,
  terms: NamedTerms,
  yaml: PlacedYaml,
): TaxonomyClass[] {
  const ids = new Set<string>();
  return taxonomy.map((entry, at) => readClass(entry, ["taxonomy", at]));

  function readClass(
    { id, text, query: queryText, dialect, classes = [] }: ClassEntry,
    path: readonly PropertyKey[],
  ): TaxonomyClass {
    // Coders type ids, so their case makes no difference.
    if (ids.has(id.toLowerCase()))
      yaml.report(
        "protocol/repeated-id",
        yaml.offsetOf([...path, "id"]),
        `A class above already has the id \`${id}\`. Give each class its own id.`,
      );
    ids.add(id.toLowerCase());
    return withoutAbsent<TaxonomyClass>({
      id,
      text: text ?? id,
      query:
        queryText === undefined
          ? undefined
          : readQuery(queryText, dialect, terms, { path: [...path, "query"], whose: id }, yaml),
      queryText,
      classes: classes.map((entry, at) => readClass(entry, [...path, "classes", at])),
      line: yaml.lineOf(path),
    });
  }
}
