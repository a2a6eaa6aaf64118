import { timeLeft } from "./state/pace.ts";
import { reduce } from "./state/reduce.ts";
import { ownWordFinder } from "./state/segments.ts";
import { readSettings, withKey, withPreset } from "./state/settings.ts";
import { pairNodes } from "./views/pair.ts";
import { ratingNodes, recordNodes, voteNodes } from "./views/record.ts";

document.body.append(
  String([
    reduce,
    readSettings,
    withKey,
    withPreset,
    recordNodes,
    voteNodes,
    ratingNodes,
    pairNodes,
    timeLeft,
    ownWordFinder,
  ]),
);
