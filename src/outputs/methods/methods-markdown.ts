import type { Block, Piece } from "../../core/overviews/methods/sentence.ts";
import { safeText } from "../../core/records/text/plain-text.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import { gapText } from "./gap-text.ts";
import type { MethodsFormat } from "./methods-format.ts";

/** The section as Markdown; gaps are bold. */
export const methodsMarkdown: MethodsFormat = {
  name: "md",
  endings: [".md", ".markdown", ".qmd"],
  summary: "Markdown, for a manuscript in Quarto or a README",
  render: ({ parts }) =>
    `${parts
      .map(({ heading, blocks }) => [`## ${heading}`, ...blocks.map(blockText)].join("\n\n"))
      .join("\n\n")}\n`,
};

function blockText(block: Block): string {
  if (block.kind === "text")
    return block.sentences.map((sentence) => sentence.map(pieceText).join("")).join(" ");
  const { title, text } = block;
  const quoted =
    typeof text === "string"
      ? safeText(text, false)
          .split("\n")
          .map((line) => `    ${line}`)
          .join("\n")
      : pieceText(text);
  return `**${escapeMarkdown(plainText(title))}**\n\n${quoted}`;
}

function pieceText(piece: Piece): string {
  if (typeof piece !== "string") return `**${gapMarkdown(gapText(piece))}**`;
  // plainText would trim the blank between two pieces.
  const [, before = "", text = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? [];
  return `${before}${escapeMarkdown(plainText(text))}${after}`;
}

/** The brackets of a gap stay as they are, so that a search for `[not stated` finds it. */
function gapMarkdown(text: string): string {
  return `[${escapeMarkdown(text.slice(1, -1))}]`;
}
