// Checks the colour roles in tokens.css against WCAG 2.2 AA: node static/style/check-contrast.mjs
// Exits 1 when a pair falls short.
import { readFileSync } from 'node:fs';
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const block = (marker) => { const s = css.slice(css.indexOf(marker)); const body = s.slice(s.indexOf('{') + 1, s.indexOf('}'));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/gi)].map((m) => [m[1], m[2]])); };
const themes = { light: block(':root {'), dark: block(':root[data-theme="dark"] {') };
const lum = (h) => { const c = [1, 3, 5].map((i) => parseInt(h.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; };
const ratio = (a, b) => { const x = lum(a), y = lum(b); return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
const grounds = ['canvas', 'surface', 'sunken', 'hover'], tinted = ['allow', 'deny', 'implicit', 'none', 'session', 'warn', 'accent'];
const pairs = [];
for (const f of ['text', 'text-2', 'text-3', 'accent', 'allow', 'deny', 'implicit', 'session', 'warn']) for (const b of grounds) pairs.push([f, b, 4.5]);
for (const t of tinted) for (const f of [t, 'text', 'text-2', 'text-3']) pairs.push([f, t + '-subtle', 4.5]);
for (const f of ['syn-key', 'syn-str', 'syn-punc', 'syn-lit', 'allow', 'deny', 'text-2']) for (const b of ['surface', 'link', 'diff-add', 'diff-del', 'wild']) pairs.push([f, b, 4.5]);
for (const b of ['surface', 'link', 'accent-subtle']) pairs.push(['syn-no', b, 4.5]);
for (const t of ['allow', 'deny', 'implicit']) pairs.push(['surface', t, 4.5]); // "Decided here" flag
pairs.push(['on-ink', 'ink', 4.5], ['on-ink', 'ink-hover', 4.5], ['on-accent', 'accent', 4.5], ['text', 'pressed', 4.5], ['text-2', 'pressed', 4.5], ['accent', 'wild', 4.5], ['accent', 'link', 4.5]);
for (const f of ['allow-solid', 'deny-solid', 'implicit-solid', 'none-solid', 'session-solid', 'warn-solid', 'border-control', 'focus', 'wild-line']) for (const b of ['canvas', 'surface', 'sunken']) pairs.push([f, b, 3]);
for (const t of ['allow', 'deny', 'implicit', 'session', 'warn']) pairs.push([t + '-solid', t + '-subtle', 3]);
let bad = 0, worst = {};
for (const [name, t] of Object.entries(themes)) for (const [f, b, min] of pairs) {
  if (!t[f] || !t[b]) { console.log(`MISSING ${name} ${f} or ${b}`); bad++; continue; }
  const r = ratio(t[f], t[b]); const k = `${name} ${min}`; if (!worst[k] || r < worst[k][0]) worst[k] = [r, f, b];
  if (r < min) { bad++; console.log(`FAIL ${name}: ${f} on ${b} is ${r.toFixed(2)}, needs ${min}`); }
}
for (const [k, [r, f, b]] of Object.entries(worst)) console.log(`closest, ${k}: ${f} on ${b}, ${r.toFixed(2)}`);
console.log(`${pairs.length * 2 - bad} passed, ${bad} failed`);
process.exit(bad ? 1 : 0);
