import { UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import type { LockHolder } from "../io/lock-file.ts";

/** slr's own files in a review folder, which git ignores. */
const OWN = ".slr";
const FOLDER_LOCK = `${OWN}/lock`;

/**
 * Runs an action that writes to the whole review folder while no other process does. Two at a time
 * would each write results of files that the other has just replaced.
 */
export async function alone<Result>(
  io: Io,
  doing: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const lock = await io.takeLock(FOLDER_LOCK, { doing, since: io.now().toISOString() });
  if (!lock.taken) {
    throw new UserError(`${sentenceOf(lock.holder)} in this review folder.`, {
      hint: `Wait until it has ended. If no such process runs any more, delete ${FOLDER_LOCK}.`,
    });
  }
  try {
    return await act();
  } finally {
    await lock.release();
  }
}

/**
 * Runs an action that adds rows to a table, with a notice if another process is adding rows to it,
 * too.
 */
export async function besideOthers<Result>(
  io: Io,
  { doing, table }: { readonly doing: string; readonly table: string },
  act: (notice: string | undefined) => Promise<Result>,
): Promise<Result> {
  const file = `${OWN}/${encodeURIComponent(table)}.lock`;
  const lock = await io.takeLock(file, { doing, since: io.now().toISOString() });
  if (!lock.taken) {
    return act(
      `${sentenceOf(lock.holder)} on ${table}. Rows of both are kept, but each shows what the other has decided since it began.`,
    );
  }
  try {
    return await act(undefined);
  } finally {
    await lock.release();
  }
}

function sentenceOf(holder: LockHolder | undefined): string {
  if (holder === undefined) return "Another process of slr is at work";
  const { doing, pid, host, since } = holder;
  return `${doing} is at work (process ${pid} on ${host}, since ${since})`;
}
