import type { PickedFile } from "../platform";
import { go } from "./navigation.svelte";

/** A file that was dropped on the window and waits for a screen that takes it. */
const waiting = $state<{ file: PickedFile | null }>({ file: null });
let takers = 0;

/** Takes dropped files while the component being set up is on the screen. */
export function takeDrops(take: (file: PickedFile) => void): void {
  $effect(() => {
    takers += 1;
    return () => {
      takers -= 1;
    };
  });
  $effect(() => {
    const file = waiting.file;
    if (!file) return;
    waiting.file = null;
    take(file);
  });
}

/** Hands a file to the screen; where none takes files, to the library. */
export function drop(file: PickedFile): void {
  waiting.file = file;
  if (takers === 0) go({ kind: "library", resource: null });
}
