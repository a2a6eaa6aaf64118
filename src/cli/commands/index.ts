import type { Command, CommandGroup } from "../usage/command.ts";
import { agreementCommand } from "./agreement/command.ts";
import { checkCommand } from "./check/command.ts";
import { decideCommand } from "./decide/command.ts";
import { decisionsCommand } from "./decisions/command.ts";
import { dedupeCommand } from "./dedupe/command.ts";
import { exportCommand } from "./export/command.ts";
import { importCommand } from "./import/command.ts";
import { initCommand } from "./init/command.ts";
import { prismaCommand } from "./prisma/command.ts";
import { rateCommand } from "./rate/command.ts";
import { screenCommand } from "./screen/command.ts";
import { simulateCommand } from "./simulate/command.ts";

/** The commands of slr, in the order of the work. */
export const COMMANDS: readonly (Command | CommandGroup)[] = [
  initCommand,
  screenCommand,
  dedupeCommand,
  decideCommand,
  decisionsCommand,
  agreementCommand,
  rateCommand,
  simulateCommand,
  prismaCommand,
  checkCommand,
  importCommand,
  exportCommand,
];
