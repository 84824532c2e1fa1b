/** Where a link leads, in the parts a person looks at. */
export type Address = WebAddress | MailAddress;

interface WebAddress {
  kind: "web";
  /** The whole, as the system gets it: what follows, put together. */
  whole: string;
  before: string;
  /** Who answers there: letters of other scripts are written out as Punycode (RFC 3492). */
  host: string;
  after: string;
  /** The host has letters beyond a to z, which can look like others. */
  disguised: boolean;
}

/** A letter for the mail program (RFC 6068). */
interface MailAddress {
  kind: "mail";
  whole: string;
  /** The mailboxes, as far as they are known. */
  to: string[];
  /** What is written already: its text goes along. */
  letter: { subject: string } | null;
  /** A mailbox has signs that are written out, or a host with letters that can look like others. */
  disguised: boolean;
}

/** Takes an address apart; one that cannot be read is all host, so that nothing of it is played down. */
export function readAddress(text: string): Address {
  const url = URL.parse(text);
  if (url === null) return { kind: "web", whole: text, before: "", host: text, after: "", disguised: false };
  if (url.protocol === "mailto:") return readMail(url);
  const { href, host } = url;
  // A name before an @ only looks like the place it leads to.
  const from = href.indexOf("//") + 2 + login(url).length;
  return {
    kind: "web",
    whole: href,
    before: href.slice(0, from),
    host,
    after: href.slice(from + host.length),
    disguised: isDisguised(host),
  };
}

function readMail(url: URL): MailAddress {
  // Names of headers are the same in any case (RFC 6068 section 2), and a plus is one.
  const asked = url.search
    .slice(1)
    .split("&")
    .filter((part) => part !== "")
    .map((part) => part.split("=", 2).map(decoded));
  const all = (name: string) =>
    asked.filter(([of]) => of?.toLowerCase() === name).map(([, value]) => value ?? "");
  const to = [url.pathname, ...["to", "cc", "bcc"].flatMap(all)]
    .flatMap((list) => list.split(","))
    .filter((one) => one.trim() !== "");
  return {
    kind: "mail",
    whole: url.href,
    // More addresses may stand behind the question mark: none is left out.
    to,
    letter: asked.length > 0 ? { subject: all("subject")[0] ?? "" } : null,
    disguised: to.some(isDisguised),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isDisguised(host: string): boolean {
  return /(^|[.@])xn--/i.test(host) || /%[0-9a-f]{2}/i.test(host) || /[^\x20-\x7e]/.test(host);
}

function login(url: URL): string {
  if (url.username === "" && url.password === "") return "";
  return `${url.username}${url.password === "" ? "" : `:${url.password}`}@`;
}
