import type { DescribedCommand } from "../../usage/command-line.ts";
import { type Completions, completionUsage } from "./shell.ts";

export const usage = completionUsage({
  name: "fish",
  title: "fish",
  examples: [
    ["slr completion fish > ~/.config/fish/completions/slr.fish", "for every new shell"],
    ["slr completion fish | source", "for this shell"],
  ],
  script: fishScript,
});

function fishScript({ first, groups, commands }: Completions): string {
  const called = ["help", ...groups.map(({ name }) => name), ...commands.map(wordsOf)];
  const names = (pairs: readonly (readonly [string, string])[], within: string) =>
    pairs.map(
      ([name, about]) =>
        `complete -c slr -n ${text(`__slr_in ${within}`.trim())} -a ${text(name)} -d ${text(about)}`,
    );
  return [
    "function __slr_command",
    "    set -l found",
    "    for word in (commandline -opc)[2..]",
    '        switch (string trim -- "$found $word")',
    `            case ${called.map(text).join(" ")}`,
    '                set found (string trim -- "$found $word")',
    "        end",
    "    end",
    '    echo "$found"',
    "end",
    "function __slr_in",
    '    test (__slr_command) = "$argv"',
    "end",
    "complete -c slr -f",
    `complete -c slr -n __slr_in -s v -l version -d ${text("show the version of slr")}`,
    `complete -c slr -n __slr_in -s h -l help -d ${text("show help")}`,
    ...names(first, ""),
    ...names(first.slice(0, -1), "help"),
    ...groups.flatMap(({ name, commands: inner }) => names(inner, name)),
    ...commands.flatMap(linesOf),
  ].join("\n");
}

function linesOf(command: DescribedCommand): string[] {
  const condition = `complete -c slr -n ${text(`__slr_in ${wordsOf(command)}`)}`;
  const options = command.options.map(({ short, long, value, about, choices, names }) => {
    const flags = `${short === undefined ? "" : `-s ${short} `}-l ${long}`;
    const takes =
      choices !== undefined
        ? ` -x -a ${text(choices.join(" "))}`
        : value === undefined
          ? ""
          : names === undefined
            ? " -x"
            : names === "folder"
              ? " -x -a '(__fish_complete_directories)'"
              : " -r -F";
    return `${condition} ${flags}${takes} -d ${text(about)}`;
  });
  return command.argument === undefined ? options : [...options, `${condition} -F`];
}

function wordsOf({ words }: DescribedCommand): string {
  return words.join(" ");
}

/** In single quotes fish takes `\` and `'` behind a backslash. */
function text(words: string): string {
  return `'${words.replace(/[\\']/g, "\\$&")}'`;
}
