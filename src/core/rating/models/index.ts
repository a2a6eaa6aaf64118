import { defaultModel } from "./default.ts";
import { elasU4 } from "./elas-u4.ts";
import type { ModelDefinition } from "./model-definition.ts";
import type { ModelName } from "./names.ts";
import { rayyan } from "./rayyan.ts";

export { MODEL_NAMES, type ModelName } from "./names.ts";

/** The models by name. To add one, write a file, list it here and add its name to `names.ts`. */
export const MODELS: Readonly<Record<ModelName, ModelDefinition>> = {
  default: defaultModel,
  rayyan,
  "elas-u4": elasU4,
};
