/**
 * The names of the ways in which a simulation can begin. This file imports nothing, so that help
 * can list them without loading the rating. The compiler compares it with the registry in
 * `simulate.ts`.
 */
export const START_NAMES = ["priors", "zero", "rayyan"] as const;
export type StartName = (typeof START_NAMES)[number];
