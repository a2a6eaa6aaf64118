import { isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { editYaml, withItem, withItems } from "./edit-yaml.ts";

/** The content of a search to add to slr.yaml. */
export interface NewSearch {
  readonly files: readonly string[];
  readonly searched?: string;
  readonly query?: string;
  readonly expected?: number;
}

/** A source to add to slr.yaml, with its first search. */
export interface NewSource extends NewSearch {
  readonly name: string;
  readonly kind: string;
  readonly by?: "entry";
}

/** The keys of the first search, if the source itself has them. */
const OF_A_SEARCH = ["files", "searched", "query", "expected"];

/**
 * Adds sources at the end of the list in the text of slr.yaml; every other line stays as it is.
 */
export function addSources(yaml: string, sources: readonly NewSource[]): string {
  const document = parseDocument(yaml);
  if (!isSeq(document.get("sources"))) document.set("sources", document.createNode([]));
  const list = document.get("sources") as YAMLSeq;
  // An empty list is written as `[]`, which has no room for a source of several lines.
  if (list.items.length === 0) list.flow = false;
  const added = sources.map(({ name, kind, by, ...search }) => ({
    name,
    kind,
    ...fieldsOf(search),
    ...(by && { by }),
  }));
  const inLines = withItems(yaml, list, added);
  for (const source of added) list.add(document.createNode(source));
  return editYaml(document, yaml, () => inLines);
}

/**
 * Adds one more search to an existing source in the text of slr.yaml. The keys of the source's
 * first search move into the list of its searches unchanged.
 */
export function addSearch(yaml: string, name: string, search: NewSearch): string {
  const document = parseDocument(yaml);
  const sources = document.get("sources") as YAMLSeq<YAMLMap>;
  const source = sources.items.find((one) => isMap(one) && one.get("name") === name)!;
  const fields = fieldsOf(search);
  const inLines = withItems(yaml, source.get("searches"), [fields]);
  if (!source.has("searches")) {
    const first = document.createNode({}) as YAMLMap;
    const at = source.items.findIndex(({ key }) => OF_A_SEARCH.includes(String(key)));
    first.items = source.items.filter(({ key }) => OF_A_SEARCH.includes(String(key)));
    source.items = source.items.filter(({ key }) => !OF_A_SEARCH.includes(String(key)));
    const pair = document.createPair("searches", []);
    (pair.value as unknown as YAMLSeq).items = [first];
    source.items.splice(at, 0, pair as never);
  }
  (source.get("searches") as YAMLSeq).add(document.createNode(fields));
  return editYaml(
    document,
    yaml,
    () => inLines,
    () => withItem(yaml, sources, source),
  );
}

function fieldsOf({ files, searched, query, expected }: NewSearch): object {
  return {
    ...(searched !== undefined && { searched }),
    files: files.length === 1 ? files[0] : files,
    ...(query !== undefined && { query }),
    ...(expected !== undefined && { expected }),
  };
}
