import { execFile, spawn } from "node:child_process";

/** Requests to other programs. slr runs without any of them. */

/** The name with which git signs commits in a folder; undefined without git or without a name. */
export function gitName(folder: string): Promise<string | undefined> {
  return new Promise((done) => {
    execFile("git", ["config", "user.name"], { cwd: folder }, (error, stdout) => {
      const name = stdout.trim();
      done(error !== null || name === "" ? undefined : name);
    });
  });
}

/** As much of a file as git may print. */
const LARGEST_GIT_FILE = 64 * 1024 * 1024;

/** A file of a folder as git has it at a revision; undefined where it has none, or without git. */
export function gitFile(
  folder: string,
  revision: string,
  path: string,
): Promise<string | undefined> {
  // What begins with a hyphen would be an option of git.
  if (revision.startsWith("-")) return Promise.resolve(undefined);
  return new Promise((done) => {
    execFile(
      "git",
      ["show", `${revision}:./${path}`],
      { cwd: folder, maxBuffer: LARGEST_GIT_FILE },
      (error, stdout) => done(error === null ? stdout : undefined),
    );
  });
}

/**
 * Shows a page in the browser of this machine; returns false if nobody could see it, as over ssh.
 */
export function openLink(url: string): Promise<boolean> {
  const { platform, env } = process;
  const remote = env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined;
  const headless =
    platform === "linux" && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined;
  if (remote || headless) return Promise.resolve(false);
  const opener =
    platform === "darwin" ? "open" : platform === "win32" ? "explorer.exe" : "xdg-open";
  return new Promise((done) => {
    const child = spawn(opener, [url], { detached: true, stdio: "ignore" });
    child.once("error", () => done(false));
    child.once("spawn", () => {
      child.unref();
      done(true);
    });
  });
}
