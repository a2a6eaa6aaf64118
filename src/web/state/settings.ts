import {
  type Action,
  clashIn,
  type Keymap,
  PRESETS,
  type PresetName,
} from "../../core/decide/keymap.ts";

/** What a reviewer sets for this browser; nothing of it is part of a decision. */
export interface Settings {
  readonly theme: "auto" | "light" | "dark";
  /** The size of all text in percent of the browser's own. */
  readonly size: number;
  /** Whether words that criteria look for are marked. */
  readonly marks: boolean;
  /** The reviewer's own words to mark. */
  readonly words: readonly string[];
  /** Whether single keys do anything (WCAG 2.1.4). */
  readonly keys: boolean;
  readonly preset: PresetName | "own";
  readonly keymap: Keymap;
  /** Whether a PDF shows beside the record. */
  readonly pane: boolean;
}

export const SIZES = [90, 100, 115, 130, 150, 200] as const;

export const DEFAULT_SETTINGS: Settings = {
  theme: "auto",
  size: 100,
  marks: true,
  words: [],
  keys: true,
  preset: "slr",
  keymap: PRESETS.slr,
  pane: true,
};

/** Settings as the browser kept them; what cannot be understood is as at first. */
export function readSettings(kept: unknown): Settings {
  if (typeof kept !== "object" || kept === null) return DEFAULT_SETTINGS;
  const one = kept as Partial<Settings>;
  const { theme, size, marks, words, keys, preset, pane } = DEFAULT_SETTINGS;
  const keymap = readKeymap(one.keymap);
  return {
    theme: one.theme === "light" || one.theme === "dark" ? one.theme : theme,
    size: SIZES.find((known) => known === one.size) ?? size,
    marks: typeof one.marks === "boolean" ? one.marks : marks,
    words: Array.isArray(one.words) ? one.words.filter((word) => typeof word === "string") : words,
    keys: typeof one.keys === "boolean" ? one.keys : keys,
    preset: keymap === undefined ? preset : presetOf(keymap),
    keymap: keymap ?? PRESETS.slr,
    pane: typeof one.pane === "boolean" ? one.pane : pane,
  };
}

function readKeymap(kept: unknown): Keymap | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const known = Object.entries(PRESETS.slr).map(([action, usual]) => {
    const key = (kept as Partial<Keymap>)[action as Action];
    return [action, typeof key === "string" && isKey(key) ? key : usual] as const;
  });
  const keymap = Object.fromEntries(known) as unknown as Keymap; // The actions are those of Keymap.
  return clashIn(keymap) === undefined ? keymap : undefined;
}

/** Digits choose reasons, so they are no keys for anything else but 0. */
function isKey(key: string): boolean {
  return [...key].length === 1 && /^[^\s1-9]$/u.test(key);
}

function presetOf(keymap: Keymap): Settings["preset"] {
  const names = Object.keys(PRESETS) as PresetName[];
  const same = (name: PresetName) =>
    Object.entries(PRESETS[name]).every(([action, key]) => keymap[action as Action] === key);
  return names.find(same) ?? "own";
}

/** The settings with a preset of keys. */
export function withPreset(settings: Settings, preset: PresetName): Settings {
  return { ...settings, preset, keymap: PRESETS[preset] };
}

/** The settings with another key for an action, or why it cannot be. */
export function withKey(
  settings: Settings,
  action: Action,
  key: string,
): { readonly settings: Settings } | { readonly why: string } {
  if (!isKey(key)) return { why: "A key is one character, and no digit from 1 to 9." };
  const keymap: Keymap = { ...settings.keymap, [action]: key };
  const clash = clashIn(keymap);
  if (clash !== undefined) {
    const other = clash[0] === action ? clash[1] : clash[0];
    return { why: `The key ${key} is that of: ${other}.` };
  }
  return { settings: { ...settings, keymap, preset: presetOf(keymap) } };
}
