import { type Completions, completionUsage, spellingsOf } from "./shell.ts";

export const usage = completionUsage({
  name: "bash",
  title: "bash",
  examples: [
    ["slr completion bash >> ~/.bashrc", "for every new shell"],
    [
      "slr completion bash > ~/.local/share/bash-completion/completions/slr",
      "the same, loaded when it is needed, where bash-completion is installed",
    ],
  ],
  script: bashScript,
});

/** Bash 3.2 of macOS has no `compopt`: there file names stand in for values that cannot be listed. */
function bashScript({ first, groups, commands }: Completions): string {
  const names = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([name]) => name).join(" ");
  const words = commands.map((command) => command.words.join(" "));
  const called = [...groups.map(({ name }) => name), ...words];
  const values = commands.flatMap(({ words: own, options }) =>
    options
      .filter(({ value }) => value !== undefined)
      .map((option) => {
        const patterns = spellingsOf(option).map((flag) => `"${own.join(" ")} ${flag}"`);
        const { choices, names: path } = option;
        const reply =
          choices === undefined
            ? path === undefined
              ? "__slr_no_files"
              : path === "folder"
                ? "__slr_folders"
                : ":"
            : `__slr_words "${choices.join(" ")}"`;
        return `    ${patterns.join(" | ")}) ${reply}; return ;;`;
      }),
  );
  const flags = commands.map(
    ({ words: own, options }) =>
      `      "${own.join(" ")}") __slr_words "${options.flatMap(spellingsOf).join(" ")}" ;;`,
  );
  const withArgument = commands.filter(({ argument }) => argument !== undefined);
  return `
__slr_words() { __slr_no_files; COMPREPLY=($(compgen -W "$1" -- "$current")); }
__slr_no_files() { compopt +o default +o bashdefault 2>/dev/null; }
__slr_folders() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -d -- "$current"))
}
_slr() {
  local command="" word current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}"
  COMPREPLY=()
  # Bash makes words of \`--format\`, \`=\` and \`json\`.
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $before == "=" ]]; then
    before="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${command:+$command }$word" in
      ${["help", ...called].map((one) => `"${one}"`).join(" | ")}) command="\${command:+$command }$word" ;;
    esac
  done
  case "$command $before" in
${values.join("\n")}
  esac
  if [[ $current == -* ]]; then
    case "$command" in
      "") __slr_words "-v --version -h --help" ;;
${flags.join("\n")}
    esac
    return
  fi
  case "$command" in
    "") __slr_words "${names(first)}" ;;
    "help") __slr_words "${names(first)}" ;;
${groups.map(({ name, commands: inner }) => `    "${name}") __slr_words "${names(inner)}" ;;`).join("\n")}
    ${withArgument.map((command) => `"${command.words.join(" ")}"`).join(" | ")}) ;;
    *) __slr_no_files ;;
  esac
}
complete -o bashdefault -o default -F _slr slr`;
}
