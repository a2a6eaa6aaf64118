/**
 * The library face of slr: the pure core of the command line, for programs that build on it. Nothing
 * here reads a file, writes one, prints, or asks the time. `docs/api.md` shows how the parts fit.
 */

export { findDuplicates } from "./core/dedupe/index.ts";
export { parseProtocol } from "./core/protocol/parse-protocol.ts";
export { screenReview } from "./core/review/review.ts";
export { countFlow } from "./core/screening/flow.ts";
export { detectFormat, FORMATS } from "./formats/index.ts";
