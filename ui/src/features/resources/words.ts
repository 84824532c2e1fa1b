import type { Direction, ReadStatus, Resource, ResourceKind } from "../../api/bindings";
import { proseLocale } from "../../components";
import { m } from "../../words/messages";

export const resourceKinds: readonly ResourceKind[] = ["link", "file", "book", "course", "person"];
export const readStatuses: readonly ReadStatus[] = ["to_read", "read", "applied"];

/** What a resource is, in a word. */
export function kindWord(kind: ResourceKind): string {
  switch (kind) {
    case "link":
      return m.resource_kind_link();
    case "file":
      return m.resource_kind_file();
    case "book":
      return m.resource_kind_book();
    case "course":
      return m.resource_kind_course();
    case "person":
      return m.resource_kind_person();
  }
}

/** What I have made of a resource: one reads a book, takes a course and meets a person. */
export function statusWord(status: ReadStatus, kind?: ResourceKind): string {
  switch (status) {
    case "to_read":
      if (kind === "person") return m.resource_to_meet();
      return kind === "course" ? m.resource_to_take() : m.resource_to_read();
    case "read":
      if (kind === "person") return m.resource_met();
      return kind === "course" ? m.resource_taken() : m.resource_read();
    case "applied":
      return m.resource_applied();
  }
}

/** Which way it went, in a word. */
export function directionWord(direction: Direction): string {
  return direction === "given" ? m.resource_given_to() : m.resource_received_from();
}

/** "2.4 MB", "170 bytes". */
export function fileSize(bytes: number): string {
  const [unit, unitDisplay, size] =
    bytes < 1_000
      ? (["byte", "long", bytes] as const)
      : bytes < 1_000_000
        ? (["kilobyte", "short", bytes / 1_000] as const)
        : (["megabyte", "short", bytes / 1_000_000] as const);
  const maximumFractionDigits = size < 10 ? 1 : 0;
  return new Intl.NumberFormat(proseLocale(), {
    style: "unit",
    unit,
    unitDisplay,
    maximumFractionDigits,
  }).format(size);
}

/** The host of an address: where a link goes. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, "") || url;
  } catch {
    return url;
  }
}

/** True for what the system can open: pages and mail. */
export function opens(url: string): boolean {
  return /^(https?|mailto):/i.test(url);
}

/** The quiet line under a title. */
export function facts(resource: Resource): string {
  return [
    kindWord(resource.kind),
    resource.author,
    resource.file ? fileSize(resource.file.size) : "",
    resource.url ? hostOf(resource.url) : "",
  ]
    .filter((fact) => fact !== "")
    .join(", ");
}
