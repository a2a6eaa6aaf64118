import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where this system keeps what programs can make again, for this user alone; undefined for a user
 * without a home.
 */
export function userCache(): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, "slr");
  const home = homeFolder();
  if (home === undefined) return undefined;
  if (process.platform === "darwin") return join(home, "Library", "Caches", "slr");
  if (process.platform === "win32")
    return join(LOCALAPPDATA ?? join(home, "AppData", "Local"), "slr");
  return join(home, ".cache", "slr");
}

/** Node throws for a user whom the system does not know, as in many containers. */
function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
