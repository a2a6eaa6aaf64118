import { defaultModel } from "./default.ts";
import { elasU4 } from "./elas-u4.ts";
import type { ModelDefinition } from "./model-definition.ts";
import { rayyan } from "./rayyan.ts";

export const MODEL_NAMES = ["default", "rayyan", "elas-u4"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

export const MODELS: Readonly<Record<ModelName, ModelDefinition>> = {
  default: defaultModel,
  rayyan,
  "elas-u4": elasU4,
};
