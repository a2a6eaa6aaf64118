import type { Verdict } from "../../core/records/decision.ts";
import type { Stage } from "../../core/records/model.ts";
import {
  columnsOf,
  readFromRecords,
  type ScreeningTool,
  said,
  valuesOf,
} from "./screening-tool.ts";

interface State {
  readonly name: RegExp;
  /** The verdicts of Covidence's reviewers on the records in this state, stage by stage. */
  readonly says: readonly (readonly [stage: Stage, verdict: Verdict])[];
}

/** Covidence exports one file for each state and gives the state only in the file's name. */
const STATES: readonly State[] = [
  { name: /irrelevant/i, says: [["title-abstract", "exclude"]] },
  {
    name: /excluded/i,
    // A record excluded at full text has passed title/abstract.
    says: [
      ["title-abstract", "include"],
      ["full-text", "exclude"],
    ],
  },
  {
    name: /included|extraction/i,
    says: [
      ["title-abstract", "include"],
      ["full-text", "include"],
    ],
  },
  { name: /select|full[-_ ]?text/i, says: [["title-abstract", "include"]] },
  { name: /screen/i, says: [] },
];

/** Covidence: the consensus of its reviewers. It does not say who voted. */
export const covidence: ScreeningTool<"covidence"> = {
  id: "covidence",
  recognizes: (file) => columnsOf(file).includes("covidence"),
  read: readFromRecords(({ file }, { verdict }, report) => {
    const state = STATES.find(({ name }) => name.test(file.replace(/^.*[/\\]/, "")));
    if (state === undefined && verdict === undefined) {
      report(
        "covidence/state",
        "The file name does not say what was decided: Covidence says so only there. Give it a name with irrelevant, select, included or excluded, or say --verdict.",
      );
      return undefined;
    }
    return ({ record }) => {
      const notes = valuesOf(record, "notes", "n1", "rn");
      const rest = notes.map((note) => note.replace(REASON, "").trim());
      const reasons = notes.flatMap((note) => REASON.exec(note)?.[1]?.trim() || []);
      const labels = valuesOf(record, "tags").flatMap((tags) => tags.split(/[;,]/));
      const about = { reasons, labels, notes: rest };
      if (verdict !== undefined) return [said(verdict, about)];
      // The notes are about the last decision; earlier ones are known only from the state.
      return (state?.says ?? []).map(([stage, one], at, all) =>
        said(one, { stage, ...(at === all.length - 1 && about) }),
      );
    };
  }),
};

const REASON = /Exclusion reason:\s*([^;\n]*);?/i;
