// Bundles Monaco into target/monaco, before Trunk copies that folder. Run by Trunk for each build, so it leaves at
// once when nothing that the bundle is made of has changed.

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', '..', 'target');
const out = join(target, 'monaco');
// Beside the folder, or it would be served.
const stamp = join(target, 'monaco.stamp');

const sources = ['package-lock.json', 'build.mjs', 'entry.mjs', 'language.mjs', 'theme.css', 'theme.mjs'];
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
