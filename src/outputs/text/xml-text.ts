/** Text as XML 1.0 can hold it: markup escaped, characters that no XML file may contain left out. */
export function xmlText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
      // XML readers turn a carriage return into a line feed.
      .replace(/\r\n?/g, "\n")
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
