import { zoneName } from "../../components/zones";

/** "Buenos Aires" of `America/Argentina/Buenos_Aires`. */
export function zoneCity(name: string): string {
  return zoneName(name.split("/").at(-1) ?? name);
}
