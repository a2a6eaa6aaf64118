import type { Io } from "../../io/io.ts";
import { PROTOCOL_FILE } from "../review-folder.ts";
import type { OpenedCopy } from "./published-copy.ts";

/** The key by which the slr.yaml of a copy says what it is. */
const PUBLISHED = "published";

/** Opens the published copy in this folder; undefined if it is the folder of a review. */
export async function openCopy(io: Io): Promise<OpenedCopy | undefined> {
  if ((await io.kindOf(PROTOCOL_FILE)) !== "file") return undefined;
  const yaml = await io.readText(PROTOCOL_FILE);
  // Most folders are no copies, and whoever opens the review reads its slr.yaml then.
  if (!yaml.includes(PUBLISHED)) return undefined;
  const { openPublished } = await import("./published-copy.ts");
  return openPublished(yaml, io);
}
