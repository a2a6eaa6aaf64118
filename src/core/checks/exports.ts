import { type Check, withCodes } from "./check.ts";

export const exports: Check = {
  id: "exports",
  holds:
    "the exports are whole: none empty, none twice, none without a source, as many hits as the databases showed",
  claims: withCodes("screen/", "zip/", "gzip/", "xlsx/"),
};
