import { ORDERS } from "../../../core/decide/order.ts";
import { STAGES } from "../../../core/records/model.ts";
import { defineUsage } from "../../usage/command.ts";
import { count, flag, oneOf, port, text, words } from "../../usage/option.ts";
import { decide } from "./decide.ts";

export const usage = defineUsage({
  description:
    "Shows the records that wait for you, one after the other, with the words that criteria look for. Each decision is a row of decisions/<reviewer>.csv and is on the disk before the next record shows; however a session ends, the next one goes on where it stopped. It never shows what others decided, except with --conflicts.",
  options: {
    as: text(
      "--as <reviewer>",
      "who decides (default: the only one in decisions/, or git's name); with --web several, with commas",
    ),
    stage: oneOf(
      "--stage <stage>",
      "which stage (default: the first with work left)",
      words(STAGES),
    ),
    order: oneOf(
      "--order <order>",
      "by rating (likely includes first), by key, or outliers first (near the included in other words)",
      words(ORDERS),
      "rating",
    ),
    audit: count(
      "--audit <count>",
      "read excluded records again, drawn by lot; slr rate --audit counts",
    ),
    revise: flag("--revise", "begin with the list of what you decided, to decide it anew"),
    duplicates: flag("--duplicates", "settle the possible duplicates, side by side"),
    conflicts: flag(
      "--conflicts",
      "settle what reviewers disagree on, with their votes side by side",
    ),
    web: flag("--web", "serve a page for browsers instead of using the terminal, until Ctrl-C"),
    open: flag("--no-open", "with --web: print the link and open no browser"),
    port: port("--port <port>", "with --web: listen at this port; 0 takes any"),
    host: text(
      "--host <address>",
      "with --web: listen at this address of yours, for a network that you trust",
    ),
  },
  notes: [
    `Keys:     i include  e exclude  1-9 exclude for this reason  m maybe  u undo
          s skip  n note  t tags  w rating and why  o open PDF or page
          / search  l list yours  q quit  ? help
          at full text: x not retrieved
          with --duplicates: y the same  d different
Writes:   decisions/<reviewer>.csv; x retrieval.csv; --duplicates duplicates.csv`,
  ],
  examples: [
    ["slr decide", "goes on at the first stage with work left"],
    ["slr decide --as ada --stage full-text"],
    ["slr decide --revise", "change what you decided"],
    ["slr decide --duplicates", "first: what is one record is screened once"],
    ["slr decide --conflicts", "both votes and reasons side by side"],
    ["slr decide --web --as ada,bela", "a page for browsers, with a link for each"],
    ["slr decide --audit 100 --as b", "excluded records, read again by somebody else"],
  ],
  exitCodes:
    "0 done, or nothing left; 2 could not run, as without a terminal. Ctrl-C ends --web with 0.",
  run: ({ options, io }) => decide(options, io),
});
