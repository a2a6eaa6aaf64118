import type { AnswerMessage } from "../../../../core/decide/page-data.ts";
import type { Saying, SessionPlan } from "../../../../core/decide/session.ts";
import { plainText } from "../../../../core/records/text/plain-text.ts";

/** A message that was read, or what is wrong with it. */
export type ReadMessage =
  | { readonly ok: true; readonly message: AnswerMessage }
  | { readonly ok: false; readonly message: string };

/** What a session accepts as an answer. */
type Accepts = Pick<SessionPlan, "task" | "reasonRequired" | "canMissReports">;

/** Reads an answer of a page; only what a terminal could have written becomes a row. */
export function readAnswer(text: string, plan: Accepts): ReadMessage {
  const wrong = (message: string): ReadMessage => ({ ok: false, message });
  const found = objectIn(text);
  if (found === undefined) return wrong("Unexpected message, expected a JSON object.");
  const { uuid, seen, key, saying } = found;
  if (typeof uuid !== "string" || !/^[\w-]{8,64}$/.test(uuid))
    return wrong("Unexpected `uuid`, expected 8 to 64 letters, digits and hyphens.");
  if (typeof seen !== "number" || !Number.isSafeInteger(seen) || seen < 0)
    return wrong("Unexpected `seen`, expected the number of rows that the page knew of.");
  if (typeof key !== "string") return wrong("Unexpected `key`, expected the id of an item.");
  if (saying === null) return { ok: true, message: { uuid, seen, key, saying } };
  const read = readSaying(saying, plan);
  return typeof read === "string"
    ? wrong(read)
    : { ok: true, message: { uuid, seen, key, saying: read } };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>) // any object has string keys
      : undefined;
  } catch {
    return undefined;
  }
}

const VERDICTS = {
  screen: ["include", "exclude", "maybe", "not-retrieved"],
  resolve: ["include", "exclude"],
  pairs: ["same", "different"],
} as const satisfies Readonly<Record<SessionPlan["task"], readonly Saying["verdict"][]>>;

function readSaying(
  value: unknown,
  { task, reasonRequired, canMissReports }: Accepts,
): Saying | string {
  const { verdict: said, reasons, note, tags } = Object(value) as Record<string, unknown>;
  const verdicts = VERDICTS[task].filter((one) => one !== "not-retrieved" || canMissReports);
  const verdict = verdicts.find((one) => one === said);
  if (verdict === undefined)
    return `Unexpected verdict \`${String(said).slice(0, 40)}\`, expected ${verdicts.join(", ")}.`;
  if (!isTexts(reasons)) return "Unexpected `reasons`, expected a list of texts.";
  if (!isTexts(tags)) return "Unexpected `tags`, expected a list of texts.";
  if (typeof note !== "string") return "Unexpected `note`, expected a text.";
  const given = cleaned(reasons);
  if (verdict === "exclude" && reasonRequired && given.length === 0)
    return "An exclusion at full text needs a reason: PRISMA requires one.";
  if (verdict !== "exclude" && given.length > 0) return "Only an exclusion has reasons.";
  const words = task === "pairs" ? [] : cleaned(tags);
  // retrieval.csv has a note and no tags.
  if (verdict === "not-retrieved" && words.length > 0) {
    const tagged = [plainText(note), `tags: ${words.join(", ")}`].filter(Boolean).join("; ");
    return { verdict, reasons: [], note: tagged, tags: [] };
  }
  return { verdict, reasons: given, note: plainText(note), tags: words };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** The parts of a cell, each once, as a table holds them. */
function cleaned(texts: readonly string[]): string[] {
  const parts = texts.flatMap((text) => text.split(";")).map(plainText);
  return [...new Set(parts.filter((part) => part !== ""))];
}
