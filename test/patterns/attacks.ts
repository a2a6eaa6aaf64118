import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/** A string made to hurt a pattern: `before`, then `again` over and over, then `behind`. */
export interface Attack {
  readonly before: string;
  readonly again: string;
  readonly behind: string;
}

export function attackText({ before, again, behind }: Attack, length: number): string {
  return before + again.repeat(Math.ceil(length / again.length)) + behind;
}

/** Characters of every kind that fields hold; those of the pattern itself are added. */
const PALETTE = [
  ..." \t\n\r\u00a0aAzé中1:;,.()[]{}<>/\\-_\"'&#%@=+*~|^$!?`",
  "\u2013",
  "\u201c",
  "\u0301",
  "\u0000",
];

/**
 * Strings that drive a backtracking engine through a pattern: what each loop takes, over and over,
 * behind what leads to the loop, with an end that makes the match fail.
 */
export function attacksOn(regex: RegExp): Attack[] {
  const pattern = new RegExpParser().parsePattern(regex.source, 0, undefined, {
    unicode: regex.unicode,
    unicodeSets: regex.flags.includes("v"),
  });
  const letters = lettersOf(pattern, regex);
  const leads = new Set<string>([""]);
  const loops = new Set<string>();
  let unbounded = false;
  visitRegExpAST(pattern, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max < 50) return;
      unbounded = true;
      leads.add(leadTo(quantifier, letters));
      loops.add(shortest(quantifier.element, letters));
    },
  });
  if (!unbounded) return [];
  const again = new Set<string>([...letters.all, ...loops]);
  for (const lead of leads) {
    again.add(lead);
    for (const letter of letters.all) again.add(lead + letter);
  }
  for (const first of letters.all) for (const second of letters.all) again.add(first + second);
  again.add(shortestOf(pattern.alternatives, letters));
  again.delete("");
  const attacks: Attack[] = [];
  for (const before of leads)
    for (const one of again)
      for (const behind of letters.ends) attacks.push({ before, again: one, behind });
  return attacks;
}

interface Letters {
  /** One character for each way in which the sets of the pattern tell characters apart. */
  readonly all: readonly string[];
  /** Ends of an attack: nothing, and characters that few sets of the pattern take. */
  readonly ends: readonly string[];
  /** A character that an element takes. */
  of(element: AST.Element): string;
}

function lettersOf(pattern: AST.Pattern, regex: RegExp): Letters {
  const own = new Set<string>();
  const sets = new Map<string, RegExp>();
  const addSet = (raw: string) => {
    if (!sets.has(raw))
      sets.set(raw, new RegExp(`^(?:${raw})$`, regex.flags.replace(/[gyd]/g, "")));
  };
  visitRegExpAST(pattern, {
    onCharacterEnter(character) {
      own.add(String.fromCodePoint(character.value));
      if (
        character.parent.type !== "CharacterClassRange" &&
        character.parent.type !== "CharacterClass"
      )
        addSet(character.raw);
    },
    onCharacterSetEnter: (set) => addSet(set.raw),
    onCharacterClassEnter: (set) => addSet(set.raw),
  });
  const taken = (letter: string) =>
    [...sets.values()].map((set) => (set.test(letter) ? "1" : "0")).join("");
  const kinds = new Map<string, string>();
  for (const letter of [...PALETTE, ...own]) {
    const kind = taken(letter);
    if (!kinds.has(kind)) kinds.set(kind, letter);
  }
  const byRarity = [...kinds].sort(
    ([a], [b]) => a.replaceAll("0", "").length - b.replaceAll("0", "").length,
  );
  const all = byRarity.map(([, letter]) => letter);
  return {
    // Many kinds make many pairs: those that most sets take are the ones that loops fight over.
    all: all.slice(-MOST_LETTERS),
    ends: ["", ...all.slice(0, 2)],
    of(element) {
      const set =
        sets.get(element.raw) ??
        new RegExp(`^(?:${element.raw})$`, regex.flags.replace(/[gyd]/g, ""));
      return (
        all.find((letter) => set.test(letter)) ?? [...own].find((letter) => set.test(letter)) ?? ""
      );
    },
  };
}

const MOST_LETTERS = 14;

/** The shortest text that leads a match to a loop. */
function leadTo(node: AST.Node, letters: Letters): string {
  const { parent } = node;
  if (parent === null || parent.type === "Pattern" || parent.type === "RegExpLiteral") return "";
  if (parent.type !== "Alternative") return leadTo(parent, letters);
  const before = parent.elements.slice(0, parent.elements.indexOf(node as AST.Element));
  return leadTo(parent, letters) + before.map((one) => shortest(one, letters)).join("");
}

function shortestOf(alternatives: readonly AST.Alternative[], letters: Letters): string {
  return (
    alternatives
      .map(({ elements }) => elements.map((one) => shortest(one, letters)).join(""))
      .sort((a, b) => a.length - b.length)[0] ?? ""
  );
}

function shortest(element: AST.Element, letters: Letters): string {
  switch (element.type) {
    case "Character":
      return String.fromCodePoint(element.value);
    case "CharacterSet":
    case "CharacterClass":
    case "ExpressionCharacterClass":
      return letters.of(element);
    case "Quantifier":
      return shortest(element.element, letters).repeat(Math.min(Math.max(element.min, 0), 40));
    case "Group":
    case "CapturingGroup":
      return shortestOf(element.alternatives, letters);
    default:
      return "";
  }
}
