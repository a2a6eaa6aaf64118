import { quoted } from "../../../outputs/text/shell-word.ts";
import type { DescribedCommand, DescribedOption } from "../../usage/command-line.ts";
import { type Completions, completionUsage, spellingsOf } from "./shell.ts";

export const usage = completionUsage({
  name: "zsh",
  title: "zsh",
  examples: [
    ["slr completion zsh > ~/.zfunc/_slr", "for every new shell, where ~/.zfunc is in $fpath"],
    ["slr completion zsh >> ~/.zshrc", "the same without $fpath, below the line with compinit"],
  ],
  script: zshScript,
});

/** The first line of a file in \`$fpath\` says what it completes. */
function zshScript({ first, groups, commands }: Completions): string {
  const inner = new Map(groups.map(({ name, commands: own }) => [name, own]));
  const single = commands.filter(({ words }) => words.length === 1);
  return `#compdef slr
_slr() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C -A '-*' \\
    '(- *)'{-v,--version}'[show the version of slr]' \\
    '(- *)'{-h,--help}'[show help]' \\
    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command)
${described("slr command", first)}
      ;;
    argument)
      case $line[1] in
        help)
${described("slr command", first)}
          ;;
${single.map((command) => `        ${command.words[0]})\n${argumentsOf(command)}\n          ;;`).join("\n")}
${groups
  .map(
    ({ name }) => `        ${name})
          _arguments -C '1:command:->inner' '*::argument:->innermost'
          case $state in
            inner)
${described(`slr ${name} command`, inner.get(name)!)}
              ;;
            innermost)
              case $line[1] in
${commands
  .filter(({ words }) => words.length === 2 && words[0] === name)
  .map(
    (command) =>
      `                ${command.words[1]})\n${argumentsOf(command)}\n                  ;;`,
  )
  .join("\n")}
              esac
              ;;
          esac
          ;;`,
  )
  .join("\n")}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_slr" ]; then
  _slr "$@"
else
  compdef _slr slr
fi`;
}

function described(tag: string, pairs: readonly (readonly [string, string])[]): string {
  const entries = pairs.map(([name, about]) => quoted(`${name}:${about.replaceAll(":", "\\:")}`));
  return `      local -a names=(\n${entries.map((entry) => `        ${entry}`).join("\n")}\n      )\n      _describe ${quoted(tag)} names`;
}

function argumentsOf({ options, argument }: DescribedCommand): string {
  const specs = [
    ...options.map(optionSpec),
    ...(argument === undefined ? [] : [quoted(`*:${plain(argument[0])}:_files`)]),
  ];
  return `          _arguments -s \\\n${specs.map((spec) => `            ${spec}`).join(" \\\n")}`;
}

/** \`'(-f --format)'{-f,--format}'[the form]:format:(text json)'\` */
function optionSpec(option: DescribedOption): string {
  const { value, about, choices, names } = option;
  const flags = spellingsOf(option);
  const action =
    choices !== undefined
      ? `(${choices.join(" ")})`
      : names === undefined
        ? " "
        : names === "folder"
          ? "_files -/"
          : "_files";
  const takes = value !== undefined;
  const taken = takes ? `:${plain(value)}:${action}` : "";
  const text = quoted(`[${about.replace(/[[\]\\:]/g, "\\$&")}]${taken}`);
  // A value stands behind the option, or behind its `=`.
  const written = flags.map((flag) => `${flag}${takes ? (flag.startsWith("--") ? "=" : "+") : ""}`);
  return flags.length === 1
    ? `${written[0]}${text}`
    : `${quoted(`(${flags.join(" ")})`)}{${written.join(",")}}${text}`;
}

function plain(name: string): string {
  return name.replace(/[^\w -]/g, "");
}
