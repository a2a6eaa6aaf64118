import * as nodeModule from "node:module";
import { join } from "node:path";
import type { ExitCode } from "./io/errors.ts";
import { userCache } from "./user-cache.ts";

/** Starts the program as fast as this Node can. */
export async function start(argv: readonly string[]): Promise<ExitCode> {
  keepCompiledCode();
  const { main } = await import("./main.ts");
  return main(argv);
}

/**
 * Node 22 and newer keeps the code that it has compiled, so that the next command need not compile
 * it again. It goes beside the key of the caches: whoever could write to it could run code as this
 * user, and Node's own place is a folder for temporary files, which is everybody's.
 */
function keepCompiledCode(): void {
  const folder = process.env.SLR_NO_CACHE ? undefined : userCache();
  // Node 20 does not have it, and the types are those of Node 20.
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  if (folder !== undefined) enableCompileCache?.(join(folder, "compiled"));
}
