// Trunk's last step, in the folder that is about to become dist: names what is fetched late by its content, so that
// a server may let it be cached for ever, makes scripts small, and fills in the content security policy.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const dist = process.env.TRUNK_STAGING_DIR;
const page = join(dist, 'index.html');
let html = readFileSync(page, 'utf8');

function replaceOnce(old, text) {
  if (html.split(old).length !== 2) throw new Error(`index.html must have exactly one ${old}`);
  html = html.replace(old, () => text);
}

function digest(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(dist, file)));
  return hash.digest('hex').slice(0, 16);
}

// Folders, each with what belongs together.
const late = ['monaco', 'author'].map((name) => {
  const files = readdirSync(join(dist, name)).sort();
  const folder = `${name}-${digest(...files.map((file) => join(name, file)))}`;
  renameSync(join(dist, name), join(dist, folder));
  replaceOnce(`content="${name}/"`, `content="${folder}/"`);
  return folder;
});

const catalogue = `data/actions-${digest('data/actions.json')}.json`;
renameSync(join(dist, 'data/actions.json'), join(dist, catalogue));
replaceOnce('content="data/actions.json"', `content="${catalogue}"`);

if (process.env.TRUNK_PROFILE === 'release') {
  // What wasm-bindgen writes, and what it copies from static/editor, is written for reading.
  const { transform } = createRequire(new URL('../editor/package.json', import.meta.url))('esbuild');
  const integrity = (text) => `sha384-${createHash('sha384').update(text).digest('base64')}`;
  const isOwn = (name) => name.endsWith('.js') && !late.some((folder) => name.startsWith(folder));
  const own = readdirSync(dist, { recursive: true }).filter(isOwn);
  for (const script of own.map((name) => join(dist, name))) {
    const text = readFileSync(script, 'utf8');
    const { code } = await transform(text, { minify: true, format: 'esm', target: 'es2022', charset: 'utf8' });
    writeFileSync(script, code);
    replaceOnce(integrity(text), integrity(code));
  }
  html = html.replaceAll(/<!--.*?-->\s*/gs, '');
  html = html.replaceAll(/\n\s+/g, '\n');
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = scripts.map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  replaceOnce('INLINE_HASHES;', `${hashes.join(' ')};`);
} else {
  // `trunk serve` adds its reloading script later, and that script talks over a socket.
  replaceOnce('INLINE_HASHES;', "'unsafe-inline';");
  replaceOnce("connect-src 'self';", "connect-src 'self' ws: wss:;");
}
writeFileSync(page, html);
