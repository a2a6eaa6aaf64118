/**
 * The names of the models, the default first. This file imports nothing, so that help can list them
 * without loading a model; the compiler compares it with the registry in `index.ts`.
 */
export const MODEL_NAMES = ["default", "rayyan", "elas-u4"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];
