import svelte from "eslint-plugin-svelte";
import globals from "globals";
import typescript from "typescript-eslint";

const host = {
  group: ["@tauri-apps/*"],
  message: "Only src/platform speaks to the host: use its Platform interface.",
};

/** The tiers of the interface, from the top: each uses only those below it. `docs/architecture.md` says what stands where. */
const tiers = ["app", "screens", "features", "common", "frame", "components", "api", "platform"];

const upwards = tiers.map((tier, index) => ({
  files: [`src/${tier}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          ...(tier === "platform" ? [] : [host]),
          ...(index === 0
            ? []
            : [
                {
                  regex: `^(\\.\\./)+(${tiers.slice(0, index).join("|")})/`,
                  message: `${tier} stands below: it knows nothing of ${tiers.slice(0, index).join(", ")}.`,
                },
              ]),
          ...(tier === "components"
            ? [
                {
                  group: ["**/api/**", "**/platform/**"],
                  message: "Components know nothing of mentoring or of the host.",
                },
              ]
            : []),
        ],
      },
    ],
  },
}));

export default typescript.config(
  { ignores: ["dist/", "node_modules/", "src/words/", "src/api/bindings.ts"] },
  ...typescript.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "no-restricted-imports": ["error", { patterns: [host] }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
        {
          selector: "SvelteAttribute[key.name='style'] > SvelteLiteral",
          message: "The content security policy refuses static style attributes: use a class.",
        },
        {
          selector: "VariableDeclaration[kind='let'] > VariableDeclarator[init.callee.name='$derived']",
          message:
            "What is asked again would take back what the person chose: keep that in a $state of its own, and derive a const of both.",
        },
        {
          selector:
            "ExpressionStatement[expression.callee.name='onclose'] ~ ExpressionStatement[expression.callee.name='done']",
          message:
            "Who opened this layer gives it other props once it is closed: say what was done, then close.",
        },
        {
          selector: "SvelteMustacheTag[kind='raw']",
          message: "Raw HTML has no place here.",
        },
      ],
      eqeqeq: "error",
      "no-console": "error",
      // Addresses are hashes of this page; SvelteKit's resolve() does not exist here.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: { "prefer-const": "off", "svelte/prefer-const": "error" },
  },
  // The one door for HTML: it takes only what the core has drawn and cleaned.
  {
    files: ["src/components/Written.svelte"],
    rules: { "svelte/no-at-html-tags": "off", "no-restricted-syntax": "off" },
  },
  ...upwards,
  {
    files: ["*.config.{js,ts}", "scripts/**"],
    rules: { "no-restricted-syntax": "off", "no-console": "off" },
  },
);
