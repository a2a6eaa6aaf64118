import { readFileSync } from "node:fs";
import { installedFile } from "../installed-files.ts";

let version: string | undefined;

/** The version in package.json. */
export function slrVersion(): string {
  version ??= (
    JSON.parse(readFileSync(installedFile("package.json"), "utf8")) as { version: string }
  ).version; // The file is slr's own.
  return version;
}
