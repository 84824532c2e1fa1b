/** "Buenos Aires" of `America/Argentina/Buenos_Aires`. */
export function zoneCity(name: string): string {
  return (name.split("/").at(-1) ?? name).replaceAll("_", " ");
}
