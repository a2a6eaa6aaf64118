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
