import {
  ACTIONS,
  type Action,
  offers,
  PRESETS,
  type PresetName,
} from "../../core/decide/keymap.ts";
import type { WorkPlan } from "../../core/decide/page-data.ts";
import { button, type Child, el } from "../dom.ts";
import { type Settings, SIZES, withKey, withPreset } from "../state/settings.ts";
import type { Handlers } from "./handlers.ts";
import { labelOf } from "./labels.ts";

/** Keys, which can be changed and switched off, and how the page looks. */
export function settingsNodes(
  plan: Pick<WorkPlan, "task" | "canMissReports">,
  settings: Settings,
  { change, close }: Pick<Handlers, "change" | "close">,
): Child[] {
  return [
    el("h2", { id: "dialog-title" }, "Keys and settings"),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": "Keys and settings" },
      el(
        "div",
        { class: "settings" },
        ...choice("Theme", "theme", settings.theme, THEMES, (theme) =>
          change({ ...settings, theme }),
        ),
        ...choice(
          "Text size",
          "size",
          String(settings.size),
          SIZES.map((size) => [String(size), `${size} %`] as const),
          (size) => change({ ...settings, size: Number(size) }),
        ),
        ...wordsField(settings, change),
        ...tick("Mark words of criteria", "marks", settings.marks, (marks) =>
          change({ ...settings, marks }),
        ),
        ...tick("Single keys do something", "keys", settings.keys, (keys) =>
          change({ ...settings, keys }),
        ),
        ...choice(
          "Keys as in",
          "preset",
          settings.preset,
          [
            ...Object.keys(PRESETS).map((name) => [name, name] as const),
            ...(settings.preset === "own" ? [["own", "my own"] as const] : []),
          ],
          (preset) => {
            if (preset !== "own") change(withPreset(settings, preset as PresetName));
          },
        ),
      ),
      keysTable(plan, settings, change),
      el(
        "p",
        { class: "faint" },
        "1 to 9 exclude for the reason of that number. The left arrow goes back to your last answer. Esc closes what is open.",
      ),
    ),
    el("div", { class: "row" }, button("Back", "Esc", close, { autofocus: true })),
  ];
}

const THEMES = [
  ["auto", "as the device"],
  ["light", "light"],
  ["dark", "dark"],
] as const;

function choice<Value extends string>(
  label: string,
  name: string,
  value: string,
  values: readonly (readonly [Value, string])[],
  chosen: (value: Value) => void,
): HTMLElement[] {
  const select = el(
    "select",
    { id: `set-${name}` },
    ...values.map(([one, says]) => el("option", { value: one, selected: one === value }, says)),
  );
  select.addEventListener("change", () => chosen(select.value as Value)); // of its options
  return [el("label", { for: `set-${name}` }, label), select];
}

function tick(
  label: string,
  name: string,
  value: boolean,
  chosen: (value: boolean) => void,
): HTMLElement[] {
  const box = el("input", { type: "checkbox", id: `set-${name}` });
  box.checked = value;
  box.addEventListener("change", () => chosen(box.checked));
  return [el("label", { for: `set-${name}` }, label), box];
}

function wordsField(settings: Settings, change: Handlers["change"]): HTMLElement[] {
  const field = el("input", { id: "set-words", dir: "auto", autocomplete: "off" });
  field.value = settings.words.join("; ");
  field.addEventListener("change", () => {
    const words = field.value
      .split(";")
      .map((word) => word.trim())
      .filter((word) => word !== "");
    change({ ...settings, words });
  });
  return [el("label", { for: "set-words" }, "My own words to mark (wor*; a phrase)"), field];
}

/** The keys that a work has; each can be given another one. */
function keysTable(
  plan: Pick<WorkPlan, "task" | "canMissReports">,
  settings: Settings,
  change: Handlers["change"],
): HTMLElement {
  const told = el("p", { role: "status", class: "error" });
  const row = (action: Action) => {
    const field = el("input", {
      class: "one-key",
      maxlength: 2,
      "aria-label": `Key for: ${labelOf(action)}`,
      autocomplete: "off",
      autocapitalize: "off",
    });
    field.value = settings.keymap[action];
    field.addEventListener("change", () => {
      const result = withKey(settings, action, field.value.trim());
      if ("why" in result) {
        told.textContent = result.why;
        field.value = settings.keymap[action];
      } else change(result.settings);
    });
    return el("tr", {}, el("th", { scope: "row" }, labelOf(action)), el("td", {}, field));
  };
  return el(
    "div",
    {},
    told,
    el(
      "table",
      { class: "keys" },
      el("caption", {}, "Type another key to change one."),
      el(
        "tbody",
        {},
        ...ACTIONS.filter((action) => action !== "quit" && offers(action, plan)).map(row),
      ),
    ),
  );
}
