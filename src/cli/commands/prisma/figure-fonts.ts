import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { FlowFont, FlowFonts } from "../../../outputs/flow/fonts/flow-fonts.ts";
import { readFontFile } from "../../../outputs/flow/fonts/font-file.ts";
import { installedFile } from "../../installed-files.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/**
 * The first font covers Latin, Greek, Cyrillic and Hebrew with the widths of Arial; the others
 * Arabic, signs and symbols.
 */
const SHIPPED = ["Arimo-Regular.ttf", "Arimo-Bold.ttf", "DejaVuSans.ttf"] as const;

/** The fonts that slr ships, with the user's fonts before the last of them. */
export async function figureFonts(named: readonly string[], io: Io): Promise<FlowFonts> {
  const [regular, bold, fallback] = await Promise.all(SHIPPED.map(shippedFont));
  const others = await Promise.all(named.map((file) => namedFont(file, io)));
  return { regular: regular!, bold: bold!, others: [...others, fallback!] };
}

async function shippedFont(name: string): Promise<FlowFont> {
  const path = fileURLToPath(installedFile(`fonts/${name}`));
  const bytes = await readFile(path);
  return { ...readFontFile(bytes)!, path, bytes };
}

async function namedFont(file: string, io: Io): Promise<FlowFont> {
  if ((await io.kindOf(file)) !== "file") {
    throw new UserError(`The font ${file} is not there.`, {
      hint: "Give the path of a .ttf, .otf or .ttc file.",
    });
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.readBytes(file)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const face = readFontFile(bytes);
  if (face === undefined) {
    throw new UserError(`${file} is not a TrueType or OpenType font.`, {
      hint: "Give the path of a .ttf, .otf or .ttc file; web fonts (.woff) have to be unpacked.",
    });
  }
  return { ...face, path: resolve(io.folder, file), bytes };
}
