import { isMap, parseDocument } from "yaml";

/**
 * The text of slr.yaml with these reviewers as programs. Comments stay, and so does every line where
 * slr.yaml lists no reviewers yet. A reviewer who is listed already stays as listed.
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
