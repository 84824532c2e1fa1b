import type { PickedFile } from "../platform";

/** Files that were dropped on the window and wait, the first one first, for what takes them one by one. */
const waiting = $state<{ files: PickedFile[] }>({ files: [] });

/** Takes a dropped file while the component being set up is on the screen and free for one. */
export function takeDrops(take: (file: PickedFile) => void, free: () => boolean): void {
  $effect(() => {
    if (waiting.files.length === 0 || !free()) return;
    const [file, ...others] = waiting.files;
    waiting.files = others;
    if (file) take(file);
  });
}

/** How many wait behind the one that was taken. */
export function waitingDrops(): number {
  return waiting.files.length;
}

/** Hands a file to the screen. */
export function drop(file: PickedFile): void {
  waiting.files = [...waiting.files, file];
}
