/**
 * Names that file managers and programs that synchronise folders give to copies: two people saved
 * one table at once, or one downloaded it again.
 */
const AT_END: readonly RegExp[] = [
  / - (?:copy|kopie|copie|copia|cópia|kopia)(?: ?\(\d{1,3}\))?$/iu,
  /[ _](?:copy|kopie)(?: \d{1,3})?$/iu,
  // Syncthing; ownCloud and Nextcloud; git mergetool; OneDrive, which adds the name of the machine.
  /\.sync-conflict-[\w-]{1,60}$/iu,
  /[._-]conflict-[\w-]{1,60}$/iu,
  /_(?:BACKUP|BASE|LOCAL|REMOTE)_\d{1,10}$/u,
  /-(?:DESKTOP|LAPTOP)-[A-Z0-9]{4,10}$/u,
];
const AT_START = /^(?:copy of|kopie von|copie de|copia de) /iu;
const IN_BRACKETS = / ?\(([^()]{1,80})\)$/u;
/** Dropbox, Google Drive, Nextcloud in several languages; or only a number, as browsers add it. */
const BRACKETED = /^\d{1,3}$|conflict|konflikt|conflit|競合|冲突/iu;

/** The name that a copy was made of, without its last mark; undefined if nothing marks it. */
export function copiedName(name: string): string | undefined {
  if (BRACKETED.test(IN_BRACKETS.exec(name)?.[1] ?? "")) return name.replace(IN_BRACKETS, "");
  for (const mark of [...AT_END, AT_START]) {
    const rest = name.replace(mark, "");
    if (rest !== name && rest !== "") return rest;
  }
  return undefined;
}

/**
 * Files that programs leave beside those that people open with them: locks of office programs, what
 * file managers remember of a folder. Nobody keeps data in them. A backup, such as `a.csv~`, is none
 * of them: it holds what people wrote, so it is told.
 */
const LEFT_BESIDE = /(?:^|\/)(?:\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini|[^/]*\.tmp)$/i;

export function isLeftBeside(path: string): boolean {
  return LEFT_BESIDE.test(path);
}

/** What file managers leave in a folder. */
const IN_FOLDERS: readonly string[] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/**
 * The names of what may be left beside files that programs only show. A backup is none of them: it
 * holds what somebody has changed.
 */
export function namesLeftBeside(names: readonly string[]): string[] {
  return [...IN_FOLDERS, ...names.flatMap((name) => [`.~lock.${name}#`, `~$${name}`, `._${name}`])];
}
