import { ensemble } from "./default.ts";
import { elasU4 } from "./elas-u4.ts";
import type { Model } from "./model-definition.ts";
import { rayyan } from "./rayyan.ts";

export const MODEL_NAMES = ["default", "rayyan", "elas-u4"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

export const MODELS: Readonly<Record<ModelName, Model>> = {
  default: ensemble,
  rayyan,
  "elas-u4": elasU4,
};
