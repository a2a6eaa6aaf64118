import type { Check } from "./check.ts";

export const exports: Check = {
  id: "exports",
  holds:
    "the exports are whole: none empty, none twice, none without a source, as many hits as the databases showed",
  codes: ["screen/"],
};
