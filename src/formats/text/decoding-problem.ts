import type { Encoding } from "../../core/protocol/protocol.ts";
import type { Problem } from "../../core/records/problem.ts";
import { plural } from "../../core/records/text/plural.ts";
import type { Decoding } from "./decode.ts";

/** How to correct a wrong guess, or have the file read in an encoding. */
export type Remedy = (encoding?: Encoding) => string;

/**
 * Warnings if an encoding was guessed, if bytes are invalid in it (with their number), and if text
 * looks encoded twice.
 */
export function decodingProblems(
  decoding: Decoding,
  file: string,
  remedy: Remedy,
): readonly Problem[] {
  const messages = [guessMessage(decoding, remedy), twiceMessage(decoding, remedy)];
  return messages.flatMap((message) =>
    message === undefined
      ? []
      : [{ severity: "warning", code: "screen/encoding", file, message } as const],
  );
}

function guessMessage(decoding: Decoding, remedy: Remedy): string | undefined {
  const { encoding, badBytes, guessed, guessedCharacters: characters = 0 } = decoding;
  const name = encoding.toUpperCase();
  const ifWrong = `If that is wrong, ${remedy()}.`;
  if (guessed && encoding.startsWith("utf-16"))
    return `The text has no byte order mark, and its NULs look like ${name}: ${plural(characters, "character")} were read as ${name}. ${ifWrong}`;
  if (guessed && encoding === "gb18030")
    return `The text is not valid UTF-8 and looks like Chinese: ${plural(characters, "character")} were read as GB18030. ${ifWrong}`;
  if (badBytes === 0) return undefined;
  const { alphabet, example, likelier, loneBytes = 0, isHardlyWestern } = decoding;
  const bytes = `${plural(badBytes, "byte")} ${badBytes === 1 ? "is" : "are"} not ${guessed ? "UTF-8" : name}`;
  if (!guessed || alphabet === undefined) return `${bytes} and were replaced by U+FFFD.`;
  const first = example === undefined ? "" : ` (the first gave ${JSON.stringify(example)})`;
  const why =
    alphabet === "macintosh"
      ? "Mac Roman, because that gives small letters inside of words"
      : "windows-1252, the most frequent of the old encodings";
  if (loneBytes === badBytes) {
    return `${bytes}, though the text around ${badBytes === 1 ? "it" : "them"} is: a character may be broken there. ${badBytes === 1 ? "It was" : "Each was"} read as ${nameOf(alphabet)}${first}. Compare with the source, or download the file again.`;
  }
  const lone =
    loneBytes === 0 ? "" : `, but only the bytes themselves where the rest is UTF-8 (${loneBytes})`;
  const next =
    likelier !== undefined
      ? `All of them together look more like ${nameOf(likelier)}: ${remedy(likelier)}.`
      : isHardlyWestern
        ? `Most of these bytes stand side by side, as in Cyrillic, Greek, Hebrew, Arabic or East Asian text, so that is probably wrong: ${remedy()}.`
        : ifWrong;
  return `${bytes}; the values with ${badBytes === 1 ? "it" : "them"} were read as ${why}${first}${lone}. ${next}`;
}

function twiceMessage({ twice }: Decoding, remedy: Remedy): string | undefined {
  if (twice === undefined) return undefined;
  const { repairedLines, keptLines, example } = twice;
  const [was, meant] = example.map((text) => JSON.stringify(text));
  if (repairedLines === 0) {
    return `${plural(keptLines, "line")} ${keptLines === 1 ? "looks" : "look"} like UTF-8 that was encoded twice, such as ${was} for ${meant}. The text was kept as it is; to have it repaired, ${remedy("utf-8-twice")}.`;
  }
  const kept =
    keptLines === 0
      ? ""
      : ` ${plural(keptLines, "other line")} that ${keptLines === 1 ? "holds" : "hold"} both kinds of letters ${keptLines === 1 ? "was kept as it is" : "were kept as they are"}.`;
  return `${plural(repairedLines, "line")} ${repairedLines === 1 ? "looks" : "look"} like UTF-8 that was encoded twice: ${was} was read as ${meant}.${kept} If that is wrong, ${remedy("utf-8")}.`;
}

function nameOf(encoding: Encoding): string {
  if (encoding === "macintosh") return "Mac Roman";
  return encoding.startsWith("windows") ? encoding : encoding.toUpperCase();
}
