import { onMac } from "../components/keys";
import { platform } from "../platform";
import { m } from "../words/messages";
import type { Action } from "./actions";
import { redo, undo } from "./changes";
import { openLayer } from "./layers.svelte";
import { go } from "./navigation.svelte";
import { quit } from "./quit";
import type { Route } from "./route";
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
    goTo(m.templates_title, { kind: "templates" }),
    goTo(m.nav_bin, { kind: "bin" }),
    goTo(m.nav_settings, { kind: "settings" }, "Mod+,"),
    goTo(m.action_list, { kind: "actions" }, "Mod+8"),
    goTo(m.nav_inbox, { kind: "inbox" }, "Mod+7"),
    goTo(m.nav_people, { kind: "people" }, "Mod+6"),
    goTo(m.nav_library, { kind: "library", resource: null }, "Mod+5"),
    goTo(m.nav_advice, { kind: "advice", tab: "advice", entry: null }),
    goTo(m.nav_goals, { kind: "goals" }, "Mod+4"),
    goTo(m.nav_calendar, { kind: "calendar", view: "month", date: null }, "Mod+3"),
    goTo(m.nav_rooms, { kind: "rooms" }, "Mod+2"),
    goTo(m.nav_today, { kind: "today" }, "Mod+1"),
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

function goTo(place: () => string, route: Route, keys?: string): Action {
  return {
    id: `go.${route.kind}`,
    group: "go",
    label: () => m.go_to({ place: place() }),
    ...(keys === undefined ? {} : { keys }),
    run: () => go(route),
  };
}
