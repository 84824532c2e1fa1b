const alone = /\p{Surrogate}/gu;

/** A request whose texts can be sent: without halves of signs, which no text of the core can hold. */
export function wellFormed<T>(request: T): T {
  if (typeof request === "string") return request.replace(alone, "") as T;
  if (Array.isArray(request)) return request.map((part: unknown) => wellFormed(part)) as T;
  if (typeof request !== "object" || request === null) return request;
  return Object.fromEntries(
    Object.entries(request).map(([name, part]) => [name, wellFormed<unknown>(part)]),
  ) as T;
}
