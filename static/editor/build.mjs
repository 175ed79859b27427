// Bundles Monaco into target/monaco and the style sheets into target/style, before Trunk copies them. Run by Trunk for
// each build, so it leaves at once when nothing that a bundle is made of has changed.

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', '..', 'target');
const out = join(target, 'monaco');
// Beside the folder, or it would be served.
const stamp = join(target, 'monaco.stamp');

const sources = ['package-lock.json', 'build.mjs', 'entry.mjs', 'assist.mjs', 'language.mjs', 'theme.css', 'theme.mjs'];
const hash = createHash('sha256');
for (const name of sources) hash.update(name).update(readFileSync(join(here, name)));
const made = hash.digest('hex');

if (!existsSync(out) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== made) {
  const { build } = await import('esbuild');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    absWorkingDir: here,
    entryPoints: {
      editor: 'entry.mjs',
      'editor.worker': 'monaco-editor/editor/editor.worker',
      'editor.zh-CN': 'monaco-editor/nls/lang/zh-cn',
    },
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2022',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    legalComments: 'linked',
    outdir: out,
    logLevel: 'warning',
  });
  // Its licence asks that these travel with every copy.
  for (const name of ['LICENSE', 'ThirdPartyNotices.txt']) {
    copyFileSync(join(here, 'node_modules', 'monaco-editor', name), join(out, name));
  }
  writeFileSync(stamp, made);
}

const styles = join(here, '..', 'style');
const sheet = join(target, 'style', 'style.css');
const sheetStamp = join(target, 'style.stamp');

const sheets = createHash('sha256').update(readFileSync(join(here, 'build.mjs')));
for (const name of readdirSync(styles).sort()) {
  if (name.endsWith('.css')) sheets.update(name).update(readFileSync(join(styles, name)));
}
const drawn = sheets.digest('hex');

if (!existsSync(sheet) || !existsSync(sheetStamp) || readFileSync(sheetStamp, 'utf8') !== drawn) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(styles, 'main.css')],
    bundle: true,
    minify: true,
    charset: 'utf8',
    // The oldest browsers that know cascade layers (see tokens.css).
    target: ['chrome105', 'firefox104', 'safari15.6'],
    outfile: sheet,
    logLevel: 'warning',
  });
  writeFileSync(sheetStamp, drawn);
}
