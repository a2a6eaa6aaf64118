import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";

/** What a search is to say in slr.yaml. */
export interface NewSearch {
  readonly files: readonly string[];
  readonly searched?: string;
  readonly query?: string;
  readonly expected?: number;
}

/** A source that is to be added to slr.yaml, with its first search. */
export interface NewSource extends NewSearch {
  readonly name: string;
  readonly kind: string;
  readonly by?: "entry";
}

/** What the first search of a source says, where the source itself says it. */
const OF_A_SEARCH = ["files", "searched", "query", "expected"];

/** The text of slr.yaml with sources added at the end of its list; all else, comments too, stays. */
export function addSources(yaml: string, sources: readonly NewSource[]): string {
  const document = parseDocument(yaml);
  if (!isSeq(document.get("sources"))) document.set("sources", document.createNode([]));
  const list = document.get("sources") as YAMLSeq;
  // An empty list is written `[]`, into which a source of several lines would not fit.
  if (list.items.length === 0) list.flow = false;
  for (const { name, kind, by, ...search } of sources)
    list.add(document.createNode({ name, kind, ...fieldsOf(search), ...(by && { by }) }));
  return textOf(document);
}

/**
 * The text of slr.yaml with one more search of a source that is there. What the source says of its
 * first search moves into the list of its searches, as it is written.
 */
export function addSearch(yaml: string, name: string, search: NewSearch): string {
  const document = parseDocument(yaml);
  const sources = document.get("sources") as YAMLSeq<YAMLMap>;
  const source = sources.items.find((one) => isMap(one) && one.get("name") === name)!;
  if (!source.has("searches")) {
    const first = document.createNode({}) as YAMLMap;
    const at = source.items.findIndex(({ key }) => OF_A_SEARCH.includes(String(key)));
    first.items = source.items.filter(({ key }) => OF_A_SEARCH.includes(String(key)));
    source.items = source.items.filter(({ key }) => !OF_A_SEARCH.includes(String(key)));
    const pair = document.createPair("searches", []);
    (pair.value as unknown as YAMLSeq).items = [first];
    source.items.splice(at, 0, pair as never);
  }
  (source.get("searches") as YAMLSeq).add(document.createNode(fieldsOf(search)));
  return textOf(document);
}

function fieldsOf({ files, searched, query, expected }: NewSearch): object {
  return {
    ...(searched !== undefined && { searched }),
    files: files.length === 1 ? files[0] : files,
    ...(query !== undefined && { query }),
    ...(expected !== undefined && { expected }),
  };
}

/** Long queries stay on their lines. */
function textOf(document: Document): string {
  return document.toString({ lineWidth: 0 });
}
