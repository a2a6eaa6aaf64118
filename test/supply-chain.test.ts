import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
// @ts-expect-error: a script without types
import { billOf } from "../scripts/sbom.js";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
);
const installed = Object.entries(lock.packages).filter(([path]) => path !== "");
const runtime = installed.filter(([, { dev }]) => dev !== true);

describe("the packages that a user gets", () => {
  test("have exact versions in package.json", () => {
    const versions = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(versions))
      expect([name, version]).toEqual([
        name,
        expect.stringMatching(/^(?:npm:@?[^@]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/),
      ]);
  });

  test("run no script when they are installed", () => {
    expect(runtime.length).toBeGreaterThan(20);
    expect(runtime.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
    expect(Object.keys(manifest.scripts)).not.toContain("postinstall");
  });

  test("are known by their bytes, and name no registry", () => {
    for (const [path, { integrity }] of runtime)
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  test("are few", () => {
    const systems = runtime.filter(([path]) => !path.includes("resvg-js-"));
    expect(systems.length).toBeLessThanOrEqual(60);
  });

  test("have one line each in docs/architecture.md", () => {
    const page = readFileSync("docs/architecture.md", "utf8");
    const section = page.split(/^## /m).find((text) => text.startsWith("Dependencies\n")) ?? "";
    const rows = [...section.matchAll(/^\| `([^`]+)` \| \S.*\|$/gm)].map(([, name]) => name);
    const known = [
      ...Object.keys(manifest.dependencies),
      ...Object.keys(manifest.peerDependencies),
    ];
    expect(rows.sort()).toEqual(known.sort());
  });
});

describe("the bill of materials", () => {
  const hash = [{ alg: "SHA-512", content: "00" }];
  const component = (reference: string) => ({
    "bom-ref": reference,
    properties: [{ name: "cdx:npm:package:development", value: "true" }],
    hashes: hash,
  });
  const written = {
    bomFormat: "CycloneDX",
    serialNumber: "urn:uuid:random",
    metadata: {
      timestamp: "now",
      tools: [{ version: "11" }],
      component: { "bom-ref": "it@1.0.0", name: "folder" },
    },
    components: ["tool@1.0.0", "z@1.0.0", "@b/a@1.0.0"].map(component),
    dependencies: [
      { ref: "z@1.0.0", dependsOn: [] },
      { ref: "it@1.0.0", dependsOn: ["z@1.0.0", "@b/a@1.0.0", "tool@1.0.0"] },
    ],
  };
  const packages = {
    "": { version: "1.0.0" },
    "node_modules/z": { version: "1.0.0" },
    "node_modules/a": { name: "@b/a", version: "1.0.0" },
    "node_modules/tool": { version: "1.0.0", dev: true },
  };

  test("lists what users get, in order, with no clock, randomness or folder in it", () => {
    const bill = billOf(written, { name: "it", packages });
    expect(bill).toEqual({
      bomFormat: "CycloneDX",
      serialNumber: expect.stringMatching(
        /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
      ),
      metadata: { component: { "bom-ref": "it@1.0.0", name: "it" } },
      components: [
        { "bom-ref": "@b/a@1.0.0", hashes: hash },
        { "bom-ref": "z@1.0.0", hashes: hash },
      ],
      dependencies: [
        { ref: "it@1.0.0", dependsOn: ["@b/a@1.0.0", "z@1.0.0"] },
        { ref: "z@1.0.0", dependsOn: [] },
      ],
    });
    expect(
      billOf({ ...written, serialNumber: "urn:uuid:other" }, { name: "it", packages }),
    ).toEqual(bill);
  });

  test("lacks none: npm may leave out what slr and its tools share", () => {
    const without = { ...written, components: written.components.slice(0, 2) };
    expect(() => billOf(without, { name: "it", packages })).toThrow("npm leaves out @b/a@1.0.0.");
  });
});
