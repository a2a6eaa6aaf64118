import { Document, isNode, isSeq, Lexer, type Node, parse, type YAMLSeq } from "yaml";

/**
 * YAML that people wrote, after a change of its document: of its lines only those change that the
 * change is about, so that a later comparison shows nothing else. The writer of YAML would indent,
 * align and fold all of them anew.
 *
 * @param edits ways to change the lines; the first that holds all that the document holds counts
 */
export function editYaml(
  document: Document,
  before: string,
  ...edits: readonly (() => string | undefined)[]
): string {
  // Long queries stay on their lines.
  const whole = document.toString({ lineWidth: 0 });
  for (const edit of edits) {
    const edited = edit();
    if (edited !== undefined && isSame(edited, whole) && commentsIn(edited) === commentsIn(before))
      return edited;
  }
  return whole;
}

/** The text with more items at the end of a list, if each item of the list has lines of its own. */
export function withItems(
  yaml: string,
  list: unknown,
  items: readonly object[],
): string | undefined {
  if (!isSeq(list) || list.flow === true || !list.range) return undefined;
  const last = list.items.at(-1);
  if (!isNode(last)) return undefined;
  const column = columnAt(yaml, list.range[0]);
  if (!last.range) return undefined;
  // Comments below that are indented more than the dash belong to the item.
  const ended = lineEnd(yaml, last.range[1]);
  const comments = new RegExp(`^(?: {${column + 1},}#[^\\n]*(?:\\n|$))+`).exec(yaml.slice(ended));
  const end = ended + (comments?.[0].length ?? 0);
  const lines = lineEndsOf(yaml, indented(write(items), column));
  const head = yaml.slice(0, end);
  return `${head}${head.endsWith("\n") ? "" : "\n"}${" ".repeat(column)}${lines}${yaml.slice(end)}`;
}

/** The text with one item of a list written anew. */
export function withItem(yaml: string, list: YAMLSeq, item: Node): string | undefined {
  if (list.flow === true || !item.range) return undefined;
  const [start, valueEnd] = item.range;
  const end = lineEnd(yaml, valueEnd);
  // The lines around the item, which stay, hold its comments.
  Object.assign(item, { commentBefore: null, comment: null, spaceBefore: false });
  const lines = lineEndsOf(yaml, indented(write(item), columnAt(yaml, start)));
  return `${yaml.slice(0, start)}${lines}${yaml.slice(end)}`;
}

function write(value: unknown): string {
  const part = new Document();
  part.contents = (isNode(value) ? value : part.createNode(value)) as never;
  return part.toString({ lineWidth: 0 });
}

/** All lines but the first one moved to a column. */
function indented(text: string, column: number): string {
  return text.replace(/\n(?=.)/g, `\n${" ".repeat(column)}`);
}

/** Lines with the ends that the lines of slr.yaml have. */
function lineEndsOf(yaml: string, lines: string): string {
  return yaml.includes("\r\n") ? lines.replaceAll("\n", "\r\n") : lines;
}

function columnAt(yaml: string, offset: number): number {
  return offset - (yaml.lastIndexOf("\n", offset - 1) + 1);
}

/** Where the line ends that holds the last letter before an offset. */
function lineEnd(yaml: string, offset: number): number {
  const at = yaml.indexOf("\n", yaml.slice(0, offset).trimEnd().length - 1);
  return at === -1 ? yaml.length : at + 1;
}

function isSame(yaml: string, other: string): boolean {
  try {
    return JSON.stringify(parse(yaml)) === JSON.stringify(parse(other));
  } catch {
    return false;
  }
}

function commentsIn(yaml: string): number {
  const SCALAR = "\u001f";
  let count = 0;
  let before = "";
  for (const token of new Lexer().lex(yaml)) {
    if (token.startsWith("#") && before !== SCALAR) count += 1;
    before = token;
  }
  return count;
}
