import { describe } from "vitest";
import { ris } from "../../src/formats/ris.ts";
import { behavesLikeAFormat } from "./contract.ts";
describe("RIS", () => {
  behavesLikeAFormat(ris, "fixtures/formats/ris");
});
