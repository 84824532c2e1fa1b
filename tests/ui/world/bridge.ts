import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "../../..");
const target = resolve(root, process.env["CARGO_TARGET_DIR"] ?? "target");
const interfaceFolder = resolve(root, process.env["ITHACA_UI"] ?? "ui/dist");

/** A program that Cargo built. */
export function built(name: string): string {
  return join(target, "debug", process.platform === "win32" ? `${name}.exe` : name);
}

/** The bridge with a small disk mounted where its data will lie, seen by nobody else and gone when it ends. */
function onDisk(size: string, data: string): string[] {
  mkdirSync(data, { recursive: true });
  const mount = `mount -t tmpfs -o size=${size} tmpfs "$0" && exec "$@"`;
  const alone = process.getuid?.() === 0 ? "-m" : "-rm";
  return ["unshare", alone, "sh", "-c", mount, data, built("bridge")];
}

/** The real core behind loopback HTTP, as a process of its own on a data folder of its own. */
export class Bridge {
  readonly url: string;
  /** A folder for files that pickers answer; the desk lies in `data` below it. */
  readonly folder: string;
  #process: ChildProcess;

  private constructor(url: string, folder: string, child: ChildProcess) {
    this.url = url;
    this.folder = folder;
    this.#process = child;
  }

  /** An empty folder for a desk, and `data` in it, where the desk will lie. */
  static folder(): string {
    return mkdtempSync(join(tmpdir(), "ithaca-ui-"));
  }

  /** With a size such as `4m` the desk lies on a disk of its own that has no more room. */
  static async start(folder: string, now: string, zone: string, disk: string | null = null): Promise<Bridge> {
    for (const needed of [built("bridge"), join(interfaceFolder, "index.html")])
      if (!existsSync(needed)) throw new Error(`${needed} is missing: cargo xtask test browser builds it`);
    const data = join(folder, "data");
    const [program = "", ...before] = disk === null ? [built("bridge")] : onDisk(disk, data);
    const child = spawn(
      program,
      [...before, "--data", data, "--port", "0", "--ui", interfaceFolder, "--now", now, "--zone", zone],
      { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LANG: "en_GB.UTF-8", LC_ALL: "" } },
    );
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    const url = await new Promise<string>((listening, failed) => {
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`The bridge ended with ${code}: ${complaint}`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        const address = /^listening on (\S+)$/.exec(line)?.[1];
        if (address !== undefined) listening(address);
      });
    });
    return new Bridge(url, folder, child);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      const ended = new Promise((gone) => this.#process.once("exit", gone));
      this.#process.kill("SIGKILL");
      await ended;
    }
  }

  /** Ends the process and takes its folder away. */
  async clear(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async post(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(this.url + path, { method: "POST", body: JSON.stringify(body) });
    const text = await response.text();
    const answer: unknown = text === "" ? null : JSON.parse(text);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return answer;
  }
}
