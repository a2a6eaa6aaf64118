import { isMap, parseDocument } from "yaml";

/**
 * Marks these reviewers as programs in the text of slr.yaml. Comments stay, and if slr.yaml lists
 * no reviewers yet, so does every line. Reviewers who are already listed stay as they are.
 */
export function markAutomation(yaml: string, reviewers: readonly string[]): string {
  const document = parseDocument(yaml);
  const root = document.contents;
  const listed = document.get("reviewers");
  const missing = reviewers.filter((name) => !document.hasIn(["reviewers", name]));
  if (missing.length === 0) return yaml;
  if (isMap(root) && root.flow !== true && !document.has("reviewers")) {
    const lines = missing.map((name) => `  ${JSON.stringify(name)}: { kind: automation }\n`);
    const newline = yaml === "" || yaml.endsWith("\n") ? "" : "\n";
    return `${yaml}${newline}reviewers:\n${lines.join("")}`;
  }
  if (!isMap(listed)) document.set("reviewers", document.createNode({}));
  for (const name of missing) {
    const kind = document.createNode({ kind: "automation" });
    kind.flow = true;
    document.setIn(["reviewers", name], kind);
  }
  return document.toString({ lineWidth: 0 });
}
