import { duplicatesSession } from "./duplicates-session.ts";
import type { OpenSession, PreparedSession } from "./open-session.ts";
import { recordsSession } from "./records-session.ts";

/** The session that was asked for, ready to be shown in a terminal or in a browser. */
export function prepareSession(open: OpenSession): PreparedSession {
  return open.request.kind === "pairs" ? duplicatesSession(open) : recordsSession(open);
}
