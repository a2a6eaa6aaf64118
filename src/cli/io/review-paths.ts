import { constants, type Dirent, type Stats } from "node:fs";
import { access, lstat, mkdir, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { UserError } from "./errors.ts";

type Handle = Awaited<ReturnType<typeof open>>;

/** The most folders behind links that one walk enters; with more, the links are probably a maze. */
const MOST_LINKS = 1000;

/** The result of a walk through a folder, as paths below it with `/`. */
export interface Walk {
  /** Files, including those that links inside the review lead to. */
  readonly files: string[];
  /**
   * Links that were not followed: they lead out of the review, to nothing, or back into a folder
   * above.
   */
  readonly links: string[];
}

/**
 * The only way from a path to a place on the disk. A path of the review stays inside the git work
 * tree that contains the review, otherwise inside its folder, whatever links it passes. Only the
 * command line can lead out of it, by naming a path outside or by `--allow-outside`. slr reads only
 * regular files, and writes nothing through a link.
 */
export class ReviewPaths {
  readonly #folder: string;
  readonly #permitted = new Set<string>();
  #everything = false;
  #root: Promise<string> | undefined;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Permits a path outside the review with all that it contains, or all such paths, because the command line named them. */
  permit(path: string | { readonly everything: true }): void {
    if (typeof path === "string") this.#permitted.add(resolve(this.#folder, path));
    else this.#everything = true;
  }

  /** Opens a regular file for reading. */
  async open(path: string): Promise<Handle> {
    const real = await this.#real(path);
    // Without O_NONBLOCK, opening a named pipe waits for a writer.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
    const file = await open(real, flags);
    try {
      expectRegular(path, await file.stat());
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async kindOf(path: string): Promise<"file" | "folder" | "nothing"> {
    const stats = await this.#real(path)
      .then((real) => stat(real))
      .catch(undefinedIfAbsent);
    if (stats === undefined) return "nothing";
    if (stats.isDirectory()) return "folder";
    expectRegular(path, stats);
    return "file";
  }

  /**
   * The place where a file or folder of this path is written: not a link, only a regular file or a
   * folder. The folder around it is created, unless `inPlace` says that nothing new may begin.
   */
  async toWrite(path: string, { inPlace = false } = {}): Promise<string> {
    const target = resolve(this.#folder, path);
    let above = dirname(target);
    while (!(await exists(above)) && dirname(above) !== above) above = dirname(above);
    await this.#expectInside(path, target, await realpath(above).catch(() => above));
    if (!inPlace) await mkdir(dirname(target), { recursive: true });
    // Another process may remove a folder that has become empty.
    const folder = await realpath(dirname(target)).catch(undefinedIfAbsent);
    if (folder === undefined) return target;
    const place = join(folder, basename(target));
    const stats = await lstat(place).catch(undefinedIfAbsent);
    if (stats?.isSymbolicLink()) {
      throw new UserError(`${path} is a link, and slr does not write through links.`, {
        hint: "Put the file itself into its place (git annex unlock, dvc unprotect), or name another.",
      });
    }
    if (stats !== undefined && !stats.isDirectory()) expectRegular(path, stats);
    return place;
  }

  /** The file that a path leads to, the same for every name of it; undefined if there is none. */
  async identityOf(path: string): Promise<string | undefined> {
    const stats = await stat(resolve(this.#folder, path)).catch(() => undefined);
    return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`;
  }

  async sizeOf(path: string): Promise<number | undefined> {
    const stats = await stat(resolve(this.#folder, path)).catch(() => undefined);
    return stats?.size;
  }

  /** All files below a folder, sorted, and the links that lead to none of them. */
  async walk(below: string, leaveOut: (path: string) => boolean): Promise<Walk> {
    const files: string[] = [];
    const links: string[] = [];
    let followed = 0;
    const enter = async (path: string, above: readonly string[]): Promise<void> => {
      const folder = await this.#real(join(below, path)).catch(undefinedIfAbsent);
      const entries: Dirent[] =
        folder === undefined
          ? []
          : ((await readdir(folder, { withFileTypes: true }).catch(undefinedIfAbsent)) ?? []);
      for (const entry of entries) {
        const inside = path === "" ? entry.name : `${path}/${entry.name}`;
        if (leaveOut(inside)) continue;
        if (entry.isDirectory()) await enter(inside, [...above, folder!]);
        else if (entry.isFile()) files.push(inside);
        else if (entry.isSymbolicLink()) await follow(inside, [...above, folder!]);
      }
    };
    const follow = async (path: string, above: readonly string[]): Promise<void> => {
      // Opening the link reports why it cannot be followed.
      const real = await this.#real(join(below, path)).catch(() => undefined);
      const stats = real === undefined ? undefined : await stat(real);
      if (stats?.isFile()) files.push(path);
      else if (stats?.isDirectory() && !above.includes(real!)) {
        followed += 1;
        if (followed > MOST_LINKS)
          throw new UserError(`${below} holds more than ${MOST_LINKS} links to folders.`, {
            hint: "Put the files themselves into the review folder.",
          });
        await enter(path, [...above, real!]);
      } else links.push(path);
    };
    await enter("", []);
    return { files: files.sort(byCodeUnits), links: links.sort(byCodeUnits) };
  }

  /** The place that a path really leads to. Throws if that is outside and nobody permitted it. */
  async #real(path: string): Promise<string> {
    const target = resolve(this.#folder, path);
    let real: string;
    try {
      real = await realpath(target);
    } catch (error) {
      const stats = await lstat(target).catch(() => undefined);
      if (!stats?.isSymbolicLink()) throw error;
      throw new UserError(`${path} is a link that leads to no file.`, {
        hint: "Get its content first (git annex get, dvc pull), or remove the link.",
      });
    }
    await this.#expectInside(path, target, real);
    return real;
  }

  async #expectInside(path: string, target: string, real: string): Promise<void> {
    if (this.#everything) return;
    this.#root ??= rootOf(this.#folder);
    const root = await this.#root;
    if (isWithin(root, real)) return;
    const looksInside = isWithin(this.#folder, target) || isWithin(root, target);
    if (!looksInside && (await this.#isPermitted(target, real))) return;
    throw new UserError(
      looksInside
        ? `${path} is a link that leads out of the review, to ${real}.`
        : `${path} lies outside of the review.`,
      {
        hint: "Copy it into the review folder; or, if you trust this folder, add --allow-outside.",
      },
    );
  }

  /** Whether the command line named the path, or a folder that it really lies in, links included. */
  async #isPermitted(target: string, real: string): Promise<boolean> {
    if (this.#permitted.has(target)) return true;
    for (const permitted of this.#permitted) {
      if (!isWithin(permitted, target)) continue;
      const folder = await realpath(permitted).catch(() => permitted);
      if (isWithin(folder, real)) return true;
    }
    return false;
  }
}

/** The git work tree that contains a folder, otherwise the folder; both without links. */
async function rootOf(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => folder);
  for (let above = real; ; above = dirname(above)) {
    if (await exists(join(above, ".git"))) return above;
    if (dirname(above) === above) return real;
  }
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Pipes and devices may never end; slr reads and writes only files. */
function expectRegular(path: string, stats: Stats): void {
  if (stats.isFile()) return;
  const kind = stats.isDirectory()
    ? "a folder"
    : stats.isFIFO()
      ? "a named pipe"
      : stats.isSocket()
        ? "a socket"
        : "a device";
  throw new UserError(`${path} is ${kind}, where slr needs a regular file.`);
}

function undefinedIfAbsent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && /^(?:ENOENT|ENOTDIR)$/.test(String(error.code)))
    return undefined;
  throw error;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
