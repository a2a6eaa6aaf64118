import type { CheckForm } from "./check-report.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { sarif } from "./sarif.ts";

/** The forms of `slr check --format` for programs, in the order of help and docs. */
export const CHECK_FORMS: readonly CheckForm[] = [json, github, junit, sarif];
