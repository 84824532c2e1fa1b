import { onMac } from "../components/keys";
import { platform } from "../platform";
import { m } from "../words/messages";
import type { Action } from "../frame/actions";
import { redo, undo } from "../frame/changes";
import { openLayer } from "../frame/layers.svelte";
import { go } from "../frame/navigation.svelte";
import { places, type Place } from "./places";
import { quit } from "./quit";
import { zoom } from "./zoom";

/** What can be done on every screen. Listed from the rarest to the most wanted: the palette shows the last first. */
export function appActions(): Action[] {
  return [
    {
      id: "app.quit",
      group: "window",
      label: m.app_quit,
      keys: "Mod+Q",
      run: () => void quit(),
    },
    ...(platform.host.windowed
      ? [
          {
            id: "window.hide",
            group: "window",
            label: m.window_hide,
            keys: "Mod+W",
            run: () => void platform.host.windowHide(),
          } satisfies Action,
        ]
      : []),
    {
      id: "window.print",
      group: "window",
      label: m.page_print,
      keys: "Mod+P",
      run: () => void platform.host.windowPrint(),
    },
    { id: "zoom.reset", group: "window", label: m.zoom_reset, keys: "Mod+0", run: () => void zoom(0) },
    { id: "zoom.out", group: "window", label: m.zoom_out, keys: "Mod+-", run: () => void zoom(-1) },
    { id: "zoom.in", group: "window", label: m.zoom_in, keys: "Mod++", run: () => void zoom(1) },
    {
      id: "zoom.in.plain",
      group: "window",
      label: m.zoom_in,
      keys: "Mod+=",
      hidden: true,
      run: () => void zoom(1),
    },
    {
      id: "go.forward",
      group: "go",
      label: m.go_forward,
      keys: onMac ? "Mod+]" : "Alt+ArrowRight",
      run: () => history.forward(),
    },
    {
      id: "go.back",
      group: "go",
      label: m.go_back,
      keys: onMac ? "Mod+[" : "Alt+ArrowLeft",
      run: () => history.back(),
    },
    ...places.map(goTo).reverse(),
    { id: "keys.show", group: "do", label: m.shortcuts_show, keys: "?", run: () => openLayer("shortcuts") },
    {
      id: "change.redo.y",
      group: "do",
      label: m.action_redo,
      keys: "Mod+Y",
      hidden: true,
      run: () => void redo(),
    },
    { id: "change.redo", group: "do", label: m.action_redo, keys: "Mod+Shift+Z", run: () => void redo() },
    { id: "change.undo", group: "do", label: m.action_undo, keys: "Mod+Z", run: () => void undo() },
    {
      id: "palette",
      group: "do",
      label: m.find_or_do,
      keys: "Mod+K",
      hidden: true,
      run: () => openLayer("palette"),
    },
    { id: "quick_add", group: "do", label: m.quick_add, keys: "Mod+N", run: () => openLayer("quick_add") },
  ];
}

function goTo({ route, label, keys }: Place): Action {
  return {
    id: `go.${route.kind}`,
    group: "go",
    label: () => m.go_to({ place: label() }),
    ...(keys === undefined ? {} : { keys }),
    run: () => go(route),
  };
}
