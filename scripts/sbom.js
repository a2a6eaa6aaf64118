// Prints the bill of materials of what `npm install slr-screen` brings, in CycloneDX: npm run --silent sbom > sbom.json.
// npm writes it from package-lock.json, without the network. Times, random numbers and the folder's
// name are left out, so the same lock file gives the same bytes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = new URL("../", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, root), "utf8"));

/** The references of the packages that users get; optional ones are for other systems. */
function runtimeOf({ packages }) {
  return new Set(
    Object.entries(packages)
      .filter(([path, { dev }]) => path !== "" && dev !== true)
      .map(
        ([path, { name, version }]) => `${name ?? path.split("node_modules/").at(-1)}@${version}`,
      ),
  );
}

/**
 * The bill that npm wrote, of these packages only. `npm sbom --omit dev` also omits packages that
 * slr and its tools share, so npm writes all and this takes out the tools.
 */
export function billOf(written, lock) {
  const { serialNumber: _, metadata, components, dependencies, ...rest } = written;
  const runtime = runtimeOf(lock);
  const main = metadata.component;
  const known = (ref) => runtime.has(ref) || ref === main["bom-ref"];
  const byReference = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const bill = {
    ...rest,
    metadata: { lifecycles: metadata.lifecycles, component: { ...main, name: lock.name } },
    components: components
      .filter((one) => known(one["bom-ref"]))
      .map(({ properties: __, ...one }) => one)
      .sort((a, b) => byReference(a["bom-ref"], b["bom-ref"])),
    dependencies: dependencies
      .filter(({ ref }) => known(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(known).sort(byReference) }))
      .sort((a, b) => byReference(a.ref, b.ref)),
  };
  const missing = [...runtime].filter(
    (ref) => !bill.components.some((one) => one["bom-ref"] === ref),
  );
  if (missing.length > 0) throw new Error(`npm leaves out ${missing.join(", ")}.`);
  const digest = createHash("sha256").update(JSON.stringify(bill)).digest("hex");
  const parts = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digest);
  const [, one, two, three, four, five] = parts;
  return { ...bill, serialNumber: `urn:uuid:${one}-${two}-8${three}-a${four}-${five}` };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const written = execFileSync(
    "npm",
    ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"],
    { cwd: fileURLToPath(root), encoding: "utf8", shell: process.platform === "win32" },
  );
  console.log(JSON.stringify(billOf(JSON.parse(written), read("package-lock.json")), null, 2));
}
