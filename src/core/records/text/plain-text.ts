/**
 * Text from exports and protocols without characters that could steer a terminal or reorder text.
 */

// One pass for two alternatives: an escape sequence, or a control character.
const STEERING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/g;

/** What reorders text, and what is no character. */
const REORDERING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/**
 * The text without characters that could steer a terminal. What reorders text stays: such marks belong
 * to titles in Hebrew and Arabic.
 */
export function harmlessText(text: string): string {
  return text.replace(STEERING, "");
}

/** The text on one line, without characters that could steer a terminal or reorder text. */
export function plainText(text: string): string {
  return text
    .replace(STEERING, "")
    .replace(REORDERING, "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\s\x85]+/gu, " ")
    .trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that slr sets itself
const COLOUR = /(\x1b\[[\d;]*m)/;

/**
 * Text of several lines without characters that could steer a terminal or reorder text; slr's own
 * colours may stay.
 */
export function safeText(text: string, mayHaveColour: boolean): string {
  const clean = (part: string) =>
    part
      .replace(/\r\n/g, "\n")
      .replace(/[\r\v\f\x85\u2028\u2029]/g, " ")
      .replace(STEERING, "")
      .replace(REORDERING, "")
      .replace(/\p{Surrogate}/gu, "\ufffd");
  if (!mayHaveColour) return clean(text);
  return text
    .split(COLOUR)
    .map((part, at) => (at % 2 === 1 ? part : clean(part)))
    .join("");
}
