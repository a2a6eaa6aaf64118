import { isMap, isSeq, parseDocument } from "yaml";
import { editYaml } from "../protocol/edit/edit-yaml.ts";

/**
 * The text of slr.yaml for a published copy: marked as such, and without the abstracts of examples of
 * criteria, which may be those of reports. All other lines stay where they are.
 */
export function publishedProtocol(yaml: string): string {
  const document = parseDocument(yaml);
  removeAbstracts(document.get("criteria"));
  const withoutAbstracts = editYaml(document, yaml, () => yaml);
  document.set("published", true);
  return editYaml(document, withoutAbstracts, () => {
    const newline = withoutAbstracts === "" || withoutAbstracts.endsWith("\n") ? "" : "\n";
    return `${withoutAbstracts}${newline}published: true\n`;
  });
}

function removeAbstracts(criteria: unknown): void {
  if (!isSeq(criteria)) return;
  for (const criterion of criteria.items) {
    const examples = isMap(criterion) ? criterion.get("examples") : undefined;
    if (!isMap(examples)) continue;
    for (const { value: list } of examples.items) {
      if (!isSeq(list)) continue;
      for (const example of list.items) if (isMap(example)) example.delete("abstract");
    }
  }
}
