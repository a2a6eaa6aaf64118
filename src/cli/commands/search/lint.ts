import { type DIALECTS, dialectOfSource } from "../../../core/criteria/index.ts";
import { type LintedSearch, lintProtocol, lintString } from "../../../core/lint/lint.ts";
import { parseProtocol } from "../../../core/protocol/parse-protocol.ts";
import type { Protocol } from "../../../core/protocol/protocol.ts";
import { lintJson } from "../../../outputs/overviews/search/lint-json.ts";
import { lintText } from "../../../outputs/overviews/search/lint-text.ts";
import { PROTOCOL_FILE } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** `slr search --lint`: the strings of slr.yaml, or a string or file that is given. */
export async function lint(
  given: readonly string[],
  dialect: (typeof DIALECTS)[number] | undefined,
  form: "text" | "json",
  io: Io,
): Promise<ExitCode> {
  const protocol = await protocolHere(io);
  const searches =
    given.length === 0
      ? ofProtocol(protocol, io)
      : await Promise.all(given.map((one) => lintGiven(one, dialect, protocol, io)));
  io.print(form === "json" ? lintJson(searches) : lintText(searches, PROTOCOL_FILE));
  const hasErrors = searches.some(({ findings }) =>
    findings.some(({ rule }) => rule.severity === "error"),
  );
  return hasErrors ? EXIT.foundProblems : EXIT.ok;
}

async function protocolHere(io: Io): Promise<Protocol | undefined> {
  if ((await io.kindOf(PROTOCOL_FILE)) !== "file") return undefined;
  const parsed = parseProtocol(await io.readText(PROTOCOL_FILE), PROTOCOL_FILE);
  if (!parsed.ok) throw UserError.fromProblems(parsed.problems);
  return parsed.protocol;
}

function ofProtocol(protocol: Protocol | undefined, io: Io): LintedSearch[] {
  if (protocol === undefined)
    throw new UserError(`There is no ${PROTOCOL_FILE} here, and no string to lint.`, {
      hint: "Give a string or a file: slr search --lint --dialect ovid strategy.txt",
    });
  const searches = lintProtocol(protocol);
  if (searches.length === 0)
    io.notify(`No source of ${PROTOCOL_FILE} has a search string. Add \`query:\` to the sources.`);
  return searches;
}

/** A file, or the string itself. */
async function lintGiven(
  given: string,
  said: (typeof DIALECTS)[number] | undefined,
  protocol: Protocol | undefined,
  io: Io,
): Promise<LintedSearch> {
  const isFile = (await io.kindOf(given)) === "file";
  if (!isFile && /^[^\s()"']+\.(?:txt|md|csv|tsv|ris|docx?|query)$/i.test(given))
    throw new UserError(`There is no file ${given}.`, {
      hint: "Give the path of a file, or the string itself in quotes.",
    });
  const text = isFile ? (await io.readText(given)).replace(/^\uFEFF/, "").trimEnd() : given;
  const dialect = said ?? (isFile ? dialectOfSource(given) : undefined);
  if (text.trim() === "")
    throw new UserError(isFile ? `${given} is empty.` : "The string is empty.");
  return {
    name: isFile ? given : "",
    text,
    ...(dialect !== undefined && { database: dialect.title }),
    findings: lintString(text, dialect, { others: [], ...(protocol && { protocol }) }),
  };
}
