// Writes schema/slr.schema.json, by which editors complete and check slr.yaml.
import { writeFileSync } from "node:fs";
import { CHECKS } from "../dist/core/checks/index.js";
import { configurableChecks } from "../dist/core/checks/settings.js";
import { protocolJsonSchema } from "../dist/core/protocol/schema.js";

const target = new URL("../schema/slr.schema.json", import.meta.url);
writeFileSync(
  target,
  `${JSON.stringify(protocolJsonSchema(configurableChecks(CHECKS)), null, 2)}\n`,
);
