import svelte from "eslint-plugin-svelte";
import globals from "globals";
import typescript from "typescript-eslint";

const host = {
  group: ["@tauri-apps/*"],
  message: "Only src/platform speaks to the host: use its Platform interface.",
};

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
  { files: ["src/platform/**"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["src/components/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            host,
            {
              group: ["**/features/**", "**/shell/**", "**/api/**", "**/platform/**"],
              message: "Components know nothing of mentoring, of the shell or of the host.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["*.config.{js,ts}", "scripts/**"],
    rules: { "no-restricted-syntax": "off", "no-console": "off" },
  },
);
