import { type AutomationUse, parseAutomationUse } from "../../core/protocol/automation-use.ts";
import { compareText, type Problem } from "../../core/records/problem.ts";
import type { Io } from "../io/io.ts";
import { decodeKept, readKeptBytes } from "./kept-files.ts";
import { isLeftBeside } from "./names-by-programs.ts";

const AUTOMATION = "automation";

/**
 * What automation/ says of the programs of a review, by their names. It changes no result, so its
 * files are none of the review's inputs.
 */
export async function readAutomationFiles(io: Io): Promise<{
  readonly automation: ReadonlyMap<string, AutomationUse>;
  readonly problems: readonly Problem[];
}> {
  const automation = new Map<string, AutomationUse>();
  const problems: Problem[] = [];
  const files = (await io.list(AUTOMATION)).filter(
    (file) => /^[^/]+\.ya?ml$/i.test(file) && !isLeftBeside(file),
  );
  for (const file of files.sort(compareText)) {
    const path = `${AUTOMATION}/${file}`;
    const { bytes } = await readKeptBytes(io, path);
    const { text, problems: found } = await decodeKept(bytes, path);
    const parsed = parseAutomationUse(text, path);
    problems.push(...found, ...parsed.problems);
    if (parsed.use !== undefined) automation.set(file.replace(/\.ya?ml$/i, ""), parsed.use);
  }
  return { automation, problems };
}
