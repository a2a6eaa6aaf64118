import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { figureFonts } from "../../../src/cli/commands/prisma/figure-fonts.ts";
import { diskAt } from "../../../src/cli/io/io.ts";
import type { FlowFonts } from "../../../src/outputs/flow/fonts/flow-fonts.ts";

/** A font for Chinese and Japanese, if this machine has one; slr ships none. */
export const CJK_FONT = [
  "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.otf",
].find((path) => existsSync(path));

export const shippedFonts: FlowFonts = await fonts();

export function fonts(named: readonly string[] = []): Promise<FlowFonts> {
  const disk = diskAt(process.cwd());
  // As the command line permits what is named on it.
  for (const path of named) disk.permit(path);
  return figureFonts(named, { ...disk } as Parameters<typeof figureFonts>[1]);
}

/** What forms need that draw letters themselves; the date is fixed, so that files can be compared. */
export const drawing = { fonts: shippedFonts, date: new Date(Date.UTC(2026, 0, 31)) };

/** Whether the machine has the program. */
export function has(program: string): boolean {
  try {
    execFileSync("which", [program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Runs a program on a file and gives what it prints. */
export function runOn(
  file: { readonly name: string; readonly content: string | Uint8Array },
  program: string,
  args: (path: string) => readonly string[],
): string {
  const folder = mkdtempSync(join(tmpdir(), "slr-flow-"));
  try {
    const path = join(folder, file.name);
    writeFileSync(path, file.content);
    return execFileSync(program, args(path), { cwd: folder, encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
