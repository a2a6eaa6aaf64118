import type { DescribedCommand } from "../../usage/command-line.ts";
import { type Completions, completionUsage, spellingsOf } from "./shell.ts";

export const usage = completionUsage({
  name: "powershell",
  title: "PowerShell",
  examples: [
    ["slr completion powershell | Add-Content $PROFILE", "for every new shell"],
    ["slr completion powershell | Out-String | Invoke-Expression", "for this shell"],
  ],
  script: powershellScript,
});

/** A completer that answers nothing leaves the word to PowerShell, which completes files. */
function powershellScript({ first, groups, commands }: Completions): string {
  const called = [...groups.map(({ name }) => name), ...commands.map(wordsOf)];
  const names = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([name, about]) => entry(name, about)).join("; ");
  return `
Register-ArgumentCompleter -Native -CommandName slr -ScriptBlock {
    param($word, $line, $position)
    $names = @{
        '' = @(${names([...first, ["--version", "show the version of slr"], ["--help", "show help"]])})
        'help' = @(${names(first)})
${groups.map(({ name, commands: inner }) => `        ${text(name)} = @(${names(inner)})`).join("\n")}
    }
    $options = @{
${commands.map((command) => `        ${text(wordsOf(command))} = @(${optionsOf(command)})`).join("\n")}
    }
    $values = @{
${commands.flatMap(valuesOf).join("\n")}
    }
    $called = @('help', ${called.map(text).join(", ")})
    $command = ''
    $before = ''
    foreach ($element in ($line.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.EndOffset -ge $position) { break }
        $before = $element.Extent.Text
        $longer = "$command $before".Trim()
        if ($called -contains $longer) { $command = $longer }
    }
    $found = if ($values.ContainsKey("$command $before")) { $values["$command $before"] }
    elseif ($options.ContainsKey($command)) { if ($word -like '-*') { $options[$command] } }
    else { $names[$command] }
    $found | Where-Object { $_ -and $_.Name -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_.Name, $_.Name, 'ParameterValue', $_.About)
    }
}`;
}

function optionsOf({ options }: DescribedCommand): string {
  return options
    .flatMap((option) => spellingsOf(option).map((flag) => entry(flag, option.about)))
    .join("; ");
}

function valuesOf(command: DescribedCommand): string[] {
  return command.options.flatMap((option) => {
    const { choices } = option;
    if (choices === undefined) return [];
    const entries = choices.map((choice) => entry(choice, choice)).join("; ");
    return spellingsOf(option).map(
      (flag) => `        ${text(`${wordsOf(command)} ${flag}`)} = @(${entries})`,
    );
  });
}

function wordsOf({ words }: DescribedCommand): string {
  return words.join(" ");
}

function entry(name: string, about: string): string {
  return `@{Name=${text(name)};About=${text(about)}}`;
}

/** In single quotes PowerShell takes a quote that is written twice; typographic ones end a text, too. */
function text(words: string): string {
  return `'${words.replace(/['‘’‚‛]/g, "$&$&")}'`;
}
