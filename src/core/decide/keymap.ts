/**
 * The keys of screening, the same in the terminal and in the browser. This file needs nothing else,
 * so that the page can carry it.
 */

/** What a session is about: votes on records, resolutions of conflicts, or answers about pairs. */
export type Task = "screen" | "resolve" | "pairs";

/** What a key can do. The digits 1 to 9 always exclude for the reason of that number. */
export const ACTIONS = [
  "include",
  "exclude",
  "maybe",
  "not-retrieved",
  "same",
  "different",
  "alike",
  "other-reason",
  "undo",
  "skip",
  "note",
  "tags",
  "why",
  "open",
  "highlight",
  "search",
  "list",
  "help",
  "quit",
] as const;
export type Action = (typeof ACTIONS)[number];

/** What an action is called and where it exists. */
export interface ActionInfo {
  /** The word on the button and in the list of keys. */
  readonly label: string;
  /** The tasks that have it; all if absent. */
  readonly tasks?: readonly Task[];
  /** Whether it exists only where reports can be missing, as at full text. */
  readonly needsReports?: true;
  /** Whether only one of the two, the page or the terminal, has it. */
  readonly only?: "page" | "terminal";
}

const RECORDS: readonly Task[] = ["screen", "resolve"];

export const ACTION_INFO: Readonly<Record<Action, ActionInfo>> = {
  include: { label: "include", tasks: RECORDS },
  exclude: { label: "exclude", tasks: RECORDS },
  maybe: { label: "maybe", tasks: ["screen"] },
  "not-retrieved": { label: "not retrieved", tasks: ["screen"], needsReports: true },
  same: { label: "yes, the same", tasks: ["pairs"] },
  different: { label: "different", tasks: ["pairs"] },
  alike: { label: "same answer for all alike", tasks: ["pairs"] },
  "other-reason": { label: "exclude for a reason that you type", tasks: RECORDS },
  undo: { label: "undo" },
  skip: { label: "skip" },
  note: { label: "note", tasks: RECORDS },
  tags: { label: "tags", tasks: RECORDS },
  why: { label: "rating and why", tasks: ["screen"] },
  open: { label: "open page" },
  highlight: { label: "highlights", tasks: RECORDS, only: "page" },
  search: { label: "search" },
  list: { label: "list yours" },
  help: { label: "help" },
  quit: { label: "quit", only: "terminal" },
};

/** The key of each action: the character that it types. */
export type Keymap = Readonly<Record<Action, string>>;

const SLR: Keymap = {
  include: "i",
  exclude: "e",
  maybe: "m",
  "not-retrieved": "x",
  same: "y",
  different: "d",
  alike: "a",
  "other-reason": "0",
  undo: "u",
  skip: "s",
  note: "n",
  tags: "t",
  why: "w",
  open: "o",
  highlight: "h",
  search: "/",
  list: "l",
  help: "?",
  quit: "q",
};

/**
 * The keys of slr, and those that reviewers know from other tools. In Rayyan `u` is maybe, in
 * ASReview `i` is irrelevant and `r` relevant.
 */
export const PRESETS = {
  slr: SLR,
  Rayyan: { ...SLR, maybe: "u", undo: "z", "other-reason": "r" },
  ASReview: { ...SLR, include: "r", exclude: "i" },
  "y-n-m": { ...SLR, include: "y", exclude: "n", note: "c" },
} as const satisfies Readonly<Record<string, Keymap>>;
export type PresetName = keyof typeof PRESETS;

/** Tells whether a session offers an action. */
export function offers(
  action: Action,
  { task, canMissReports }: { readonly task: Task; readonly canMissReports: boolean },
): boolean {
  const { tasks, needsReports } = ACTION_INFO[action];
  return (tasks === undefined || tasks.includes(task)) && (!needsReports || canMissReports);
}

/** What a typed character means in a session: an action, or the number of a reason. */
export function actionOf(
  typed: string,
  keymap: Keymap,
  plan: { readonly task: Task; readonly canMissReports: boolean },
): Action | { readonly reason: number } | undefined {
  if (plan.task !== "pairs" && /^[1-9]$/.test(typed)) return { reason: Number(typed) };
  return ACTIONS.find((action) => keymap[action] === typed && offers(action, plan));
}

/** Two actions of one session that have the same key; undefined if there are none. */
export function clashIn(keymap: Keymap): readonly [Action, Action] | undefined {
  const share = (a: Action, b: Action) => {
    const [one, other] = [ACTION_INFO[a].tasks, ACTION_INFO[b].tasks];
    return one === undefined || other === undefined || one.some((task) => other.includes(task));
  };
  for (const [at, a] of ACTIONS.entries())
    for (const b of ACTIONS.slice(at + 1))
      if (keymap[a] === keymap[b] && share(a, b)) return [a, b];
  return undefined;
}

/** The labels for choosing reasons: 1 to 9, then a to z. */
export const REASON_LABELS: readonly string[] = [..."123456789abcdefghijklmnopqrstuvwxyz"];

/** The tag of a decision that was made after the reviewer had asked for the rating. */
export const RATING_SHOWN = "rating-shown";
