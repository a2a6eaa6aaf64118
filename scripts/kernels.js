// npm run kernels
//
// Translates the inner loops of the rating, src/core/rating/kernels/kernels.wat, and writes them as text
// into kernels-binary.ts beside it. A test tells when this was forgotten.
import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

const folder = new URL("../src/core/rating/kernels/", import.meta.url);
const { parseWat } = await wabt();
const parsed = parseWat("kernels.wat", readFileSync(new URL("kernels.wat", folder), "utf8"), {
  simd: true,
});
parsed.validate();
const { buffer } = parsed.toBinary({});
const lines =
  Buffer.from(buffer)
    .toString("base64")
    .match(/.{1,90}/g) ?? [];
writeFileSync(
  new URL("kernels-binary.ts", folder),
  `// \`npm run kernels\` makes this file from kernels.wat. Do not edit it.
/** A WebAssembly module in Base64. */
export const KERNELS =
${lines.map((line) => `  "${line}"`).join(" +\n")};
`,
);
