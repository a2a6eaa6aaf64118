import { describe, expect, test } from "vitest";
import { PRESETS, type PresetName } from "../../../src/core/decide/keymap.ts";
import {
  DEFAULT_SETTINGS,
  readSettings,
  withKey,
  withPreset,
} from "../../../src/web/state/settings.ts";

describe("settings", () => {
  test("come back as they were kept", () => {
    const changed = { ...withPreset(DEFAULT_SETTINGS, "Rayyan"), size: 150, words: ["prun*"] };
    expect(readSettings(JSON.parse(JSON.stringify(changed)))).toEqual(changed);
  });

  test.each([
    undefined,
    null,
    1,
    "x",
    { size: 7, keymap: { include: "1" }, theme: "pink", words: 3 },
  ])("are as at first where %j was kept", (kept) => {
    expect(readSettings(kept)).toEqual(DEFAULT_SETTINGS);
  });
});

describe("keys", () => {
  test("can be changed one by one, and a changed preset is one's own", () => {
    const result = withKey(DEFAULT_SETTINGS, "include", "y");
    expect(result).toMatchObject({ settings: { preset: "own", keymap: { include: "y" } } });
  });

  test("of two actions are never the same, and never the number of a reason", () => {
    expect(withKey(DEFAULT_SETTINGS, "include", "e")).toEqual({
      why: "The key e is that of: exclude.",
    });
    for (const key of ["1", "", "ab", " "])
      expect(withKey(DEFAULT_SETTINGS, "include", key)).toHaveProperty("why");
  });

  test.each(Object.keys(PRESETS) as PresetName[])("of %s are known by their name", (name) => {
    expect(readSettings({ keymap: PRESETS[name] }).preset).toBe(name);
  });
});
