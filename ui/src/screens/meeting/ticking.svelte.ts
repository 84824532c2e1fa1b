import { desk } from "../../frame/desk.svelte";

/**
 * The core's time, second by second, while the component being set up is on the screen. The host says what time it is
 * now and then; in between the page only counts.
 */
export function ticking(): { readonly now: number } {
  let passed = $state(0);
  let began = performance.now();
  const said = $derived(desk.start?.now ?? 0);
  $effect(() => {
    void said;
    began = performance.now();
    passed = 0;
  });
  $effect(() => {
    const interval = setInterval(() => (passed = performance.now() - began), 1000);
    return () => clearInterval(interval);
  });
  return {
    get now() {
      return said + passed;
    },
  };
}
