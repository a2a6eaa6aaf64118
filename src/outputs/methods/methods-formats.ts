import { methodsDocx } from "./methods-docx.ts";
import type { MethodsFormat } from "./methods-format.ts";
import { methodsLatex } from "./methods-latex.ts";
import { methodsMarkdown } from "./methods-markdown.ts";

/** The forms of `slr methods --format`, the default first. */
export const METHODS_FORMATS: readonly MethodsFormat[] = [
  methodsMarkdown,
  methodsLatex,
  methodsDocx,
];
