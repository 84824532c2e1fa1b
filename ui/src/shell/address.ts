/** An address in the parts a person looks at. Put together they are the whole address, as the system gets it. */
export interface Address {
  kind: "web" | "mail";
  before: string;
  /** Who answers there: the host, letters of other scripts written out as Punycode (RFC 3492); or the mailbox. */
  host: string;
  after: string;
  /** The host has letters beyond a to z, which can look like others. */
  disguised: boolean;
}

/** Takes an address apart; one that cannot be read is all host, so that nothing of it is played down. */
export function readAddress(text: string): Address {
  const url = URL.parse(text);
  if (url === null) return { kind: "web", before: "", host: text, after: "", disguised: false };
  const [kind, host] =
    url.protocol === "mailto:" ? (["mail", url.pathname] as const) : (["web", url.host] as const);
  // A name before an @ only looks like the place it leads to.
  const from = kind === "mail" ? "mailto:".length : url.href.indexOf("//") + 2 + login(url).length;
  return {
    kind,
    before: url.href.slice(0, from),
    host,
    after: url.href.slice(from + host.length),
    disguised: /(^|[.@])xn--/.test(host) || /%[0-9a-f]{2}/i.test(host),
  };
}

function login(url: URL): string {
  if (url.username === "" && url.password === "") return "";
  return `${url.username}${url.password === "" ? "" : `:${url.password}`}@`;
}
