/** HTML which the core drew from Markdown and cleaned: `markdown::Html` in Rust. Nothing else makes one. */
export type Drawn = string & { readonly sanitised: true };

interface Policy {
  createHTML(html: string): unknown;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): Policy;
}

/** Where the web view knows Trusted Types, the page takes HTML from this door only: the policy names it. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("ithaca-drawn", {
  createHTML: (html) => html,
});

/** The HTML as the web view takes it. */
export function trusted(html: Drawn): string {
  return (policy?.createHTML(html) ?? html) as string;
}
