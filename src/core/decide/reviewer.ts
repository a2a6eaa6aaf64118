import type { ReviewerKind } from "../records/decision.ts";

/** The person who decides: the name of a file in decisions/, and where slr took the name from. */
export type ReviewerChoice =
  | { readonly ok: true; readonly reviewer: string; readonly because: "asked" | "only" | "git" }
  | { readonly ok: false; readonly message: string; readonly hint?: string };

/** Names that Windows reserves for devices, so that no file can have them. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const HINT = "slr decide --as ada writes decisions/ada.csv.";

/**
 * The reviewer who was asked for, otherwise the only person in decisions/, otherwise the name that
 * git knows. Every name is a valid file name on every system, and two names never differ only in
 * case.
 */
export function chooseReviewer({
  asked,
  known,
  kinds,
  gitName,
}: {
  readonly asked: string | undefined;
  /** Names of the files in decisions/. */
  readonly known: readonly string[];
  readonly kinds: ReadonlyMap<string, ReviewerKind>;
  readonly gitName: string | undefined;
}): ReviewerChoice {
  const accept = (name: string, because: "asked" | "git"): ReviewerChoice => {
    const reviewer = name.normalize("NFC");
    const twin = known.find((other) => other !== reviewer && sameName(other, reviewer));
    if (twin !== undefined) {
      return {
        ok: false,
        message: `The reviewer \`${reviewer}\` is in decisions/ as \`${twin}\`.`,
        hint: `slr decide --as ${twin}`,
      };
    }
    if (kinds.get(reviewer) === "automation") {
      return {
        ok: false,
        message: `The reviewer \`${reviewer}\` is a program, as slr.yaml says; only people decide here.`,
        hint: HINT,
      };
    }
    return { ok: true, reviewer, because };
  };
  if (asked !== undefined) {
    if (isFileName(asked)) return accept(asked, "asked");
    return {
      ok: false,
      message: `\`${asked}\` cannot be the name of a file, so it cannot be a reviewer's name. Use letters, digits, blanks, \`.\`, \`_\` and \`-\`.`,
      hint: HINT,
    };
  }
  const people = known.filter((name) => kinds.get(name) !== "automation");
  const [only, another] = people;
  if (only !== undefined && another === undefined)
    return { ok: true, reviewer: only, because: "only" };
  const fromGit = asFileName(gitName ?? "");
  const mine = people.find((name) => sameName(name, fromGit));
  if (mine !== undefined) return { ok: true, reviewer: mine, because: "git" };
  if (isFileName(fromGit)) return accept(fromGit, "git");
  return {
    ok: false,
    message:
      people.length === 0
        ? "slr does not know who decides: decisions/ is empty and git has no user.name."
        : `slr does not know who decides: decisions/ has ${people.join(", ")}, and git has no user.name.`,
    hint: HINT,
  };
}

function isFileName(name: string): boolean {
  return (
    /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._ -]{0,99}$/u.test(name) &&
    !/[. ]$/.test(name) &&
    !RESERVED.test(name)
  );
}

/** `Ada Lovelace` becomes `ada-lovelace`. */
function asFileName(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

function sameName(a: string, b: string): boolean {
  return a.normalize("NFC").toLowerCase() === b.normalize("NFC").toLowerCase();
}
