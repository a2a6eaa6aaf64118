import { ACTION_INFO, type Action } from "../../core/decide/keymap.ts";

/** Words for buttons where the usual one is too long or says too little beside a record. */
const SHORT: Partial<Readonly<Record<Action, string>>> = {
  same: "same",
  alike: "all alike",
  list: "my answers",
  help: "keys, settings",
};

/** The word on the button of an action. */
export function labelOf(action: Action): string {
  const label = SHORT[action] ?? ACTION_INFO[action].label;
  return label.charAt(0).toUpperCase() + label.slice(1);
}
