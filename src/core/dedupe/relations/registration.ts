import type { DedupeKeys } from "../keys.ts";
import type { Relation } from "./relation.ts";

export const registration: Relation<"registration"> = {
  name: "registration",
  byDefault: "separate",
  byPlace: false,
  about: "the entry of a register of trials and a report of the trial",
  holds(a, b) {
    const isEntry = ({ version }: DedupeKeys) => version.form === "register entry";
    const isReport = ({ version, preprint }: DedupeKeys) =>
      preprint || (version.form !== undefined && version.form !== "register entry");
    if (![a, b].some(isEntry) || ![a, b].some(isReport)) return undefined;
    const [one, other] = [numbers(a), numbers(b)];
    const shared = one.filter((number) => other.includes(number));
    if (shared.length > 0) return `a register entry and a report of ${shared[0]!.toUpperCase()}`;
    // Two numbers are two trials.
    return one.length > 0 && other.length > 0 ? undefined : "a register entry and a report";
  },
};

function numbers({ version }: DedupeKeys): readonly string[] {
  return version.registrations?.split(" ") ?? [];
}
