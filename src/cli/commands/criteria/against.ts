import { parseProtocol } from "../../../core/protocol/parse-protocol.ts";
import type { Protocol } from "../../../core/protocol/protocol.ts";
import { PROTOCOL_FILE } from "../../folder/review-folder.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** The protocol in another folder, or as it was at a git revision. */
export async function protocolOf(against: string, io: Io): Promise<Protocol> {
  const text = await textOf(against, io);
  const parsed = parseProtocol(text, `${against}:${PROTOCOL_FILE}`);
  if (!parsed.ok) throw UserError.fromProblems(parsed.problems);
  return parsed.protocol;
}

async function textOf(against: string, io: Io): Promise<string> {
  io.permit(against);
  if ((await io.kindOf(against)) === "folder") {
    const other = io.within(against);
    if ((await other.kindOf(PROTOCOL_FILE)) !== "file")
      throw new UserError(`The folder ${against} has no ${PROTOCOL_FILE}.`);
    return other.readText(PROTOCOL_FILE);
  }
  const committed = await io.gitFile(against, PROTOCOL_FILE);
  if (committed === undefined)
    throw new UserError(
      `${against} is neither a folder nor a git revision that has ${PROTOCOL_FILE}.`,
      { hint: "Name a folder, or a revision such as HEAD, HEAD~1, a branch or a tag." },
    );
  return committed;
}
