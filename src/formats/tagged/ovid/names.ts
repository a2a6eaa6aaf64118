import type { Author } from "../../../core/records/model.ts";
import { parseAuthor } from "../../../core/records/normalize.ts";
import { decodeReferences } from "../../text/markup.ts";

const DEGREE =
  "(?:M\\.?D|Ph\\.? ?D|MPH|M\\.?Sc|B\\.?Sc|MBBS|MBChB|DrPH|DPhil|PharmD|DVM|EdD|MBA|MS|MA|BA|BS|RN|FACSM|FRCP|FRCS|FACS)\\.?";
const DEGREES = new RegExp(`,? ${DEGREE}(?=[, ]|$)`, "gu");

/**
 * The authors of Ovid's lines, without marks of affiliations, degrees and roles:
 * `Doe, Jane MD, PhD *;  Roe, Al 2`, `Werner, S. M. [Author; E-mail: …]`, `AHMED, Mughees.`
 */
export function ovidAuthors(texts: readonly string[]): readonly Author[] {
  return texts
    .flatMap((text) =>
      decodeReferences(text.slice(0, 100_000))
        .replace(/\[[^\][]{0,300}\]/g, " ")
        .split(";"),
    )
    .flatMap((text) => {
      const name = text
        .replace(/\s+/g, " ")
        .replace(/(?<![\s\d,+*#^])[\s\d,+*#^]+$/, "")
        .trim();
      const plain = withoutDegrees(name);
      // A full stop that closes the line, not one of an initial.
      return parseAuthor(plain.replace(/(?<=[\p{Ll}\p{Lu}]{2})\.$/u, "")) ?? [];
    });
}

/** `Doe, Jane` of `Doe, Jane MD, PhD`: what stands before the first degree behind a given name. */
function withoutDegrees(name: string): string {
  for (const { index } of name.matchAll(DEGREES)) {
    const [family = "", given, ...more] = name.slice(0, index).split(",");
    if (more.length > 0) break;
    if (family !== "" && given !== undefined && /\p{Ll}/u.test(given)) return name.slice(0, index);
  }
  return name;
}
