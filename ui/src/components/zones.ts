const most = 60;

let known: readonly string[] | null = null;

/** Every zone this browser knows, by its IANA name. */
function allZones(): readonly string[] {
  known ??= typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return known;
}

/** A zone as it is read: "America/Argentina/Buenos Aires"; UTC is a place of its own. */
export function zoneName(name: string): string {
  return name.replace(/^Etc\//, "").replaceAll("_", " ");
}

/** Zones with a word that begins as each word typed does; those of the same continent as `near` come first. */
export function zonesLike(typed: string, near: string, zones = allZones()): string[] {
  const wanted = words(typed);
  const region = near.split("/")[0] ?? "";
  const found = zones.filter((name) => {
    const own = words(name);
    return wanted.every((word) => own.some((part) => part.startsWith(word)));
  });
  const close = (name: string) => (name === near ? 0 : name.startsWith(`${region}/`) ? 1 : 2);
  return found.sort((a, b) => close(a) - close(b) || a.localeCompare(b)).slice(0, most);
}

function words(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[\s/_]+/)
    .filter((word) => word !== "");
}
