import { type Lock, parseLock } from "../../core/versions/lock.ts";
import { UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";

/** The lock of the review as it was accepted last. */
export const LOCK = "slr.lock";

/** slr.lock, if there is one. Throws a UserError if the file is no lock. */
export async function readLock(io: Io): Promise<Lock | undefined> {
  if ((await io.kindOf(LOCK)) !== "file") return undefined;
  const lock = parseLock(await io.readText(LOCK));
  if (lock !== undefined) return lock;
  throw new UserError(`${LOCK} is not a lock file of slr.`, {
    hint: "slr check --update-lock writes a new one.",
  });
}
