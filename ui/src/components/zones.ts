/** A zone as it is read: "America/Argentina/Buenos Aires"; UTC is a place of its own. */
export function zoneName(name: string): string {
  return name.replace(/^Etc\//, "").replaceAll("_", " ");
}
