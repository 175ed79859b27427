// Builds crates/ram-author-web and its style sheet into target/author, before Trunk copies them. Run by Trunk for each build: cargo decides
// whether anything has changed, and what follows is done only for another program than before.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const out = join(root, 'target', 'author');
// Beside the folder, or it would be served.
const stamp = join(root, 'target', 'author.stamp');
const name = 'author';

/** Runs a program, and ends with its exit code if it fails. Returns what it printed. */
function run(program, ...options) {
  const { status, stdout, error } = spawnSync(program, options, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    // npm's programs are scripts there.
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    console.error(`${program} failed${error ? `: ${error.message}` : ''}`);
    process.exit(status ?? 1);
  }
  return stdout;
}

const isRelease = process.env.TRUNK_PROFILE === 'release';
const target = ['--package', 'ram-author-web', '--target', 'wasm32-unknown-unknown'];
const messages = run(
  'cargo', 'build', ...target, '--message-format', 'json-render-diagnostics', ...(isRelease ? ['--release'] : []),
);
const artifacts = messages.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
const wasm = artifacts
  .filter(({ reason, target }) => reason === 'compiler-artifact' && target.name === 'ram_author_web')
  .flatMap(({ filenames }) => filenames)
  .find((file) => file.endsWith('.wasm'));
if (!wasm) throw new Error('cargo names no WebAssembly file of ram-author-web');

// What only this module draws is styled by a sheet of its own.
const styles = join(root, 'static', 'style');
const sheets = readdirSync(styles).filter((file) => file.endsWith('.css')).sort();

const made = createHash('sha256')
  .update(sheets.map((file) => readFileSync(join(styles, file), 'utf8')).join())
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .update(run('wasm-bindgen', '--version'))
  .update(readFileSync(join(here, 'package-lock.json')))
  .update(readFileSync(wasm))
  .digest('hex');

if (!existsSync(out) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== made) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  run('wasm-bindgen', wasm, '--target', 'web', '--no-typescript', '--out-dir', out, '--out-name', name);
  // Scripts of the page's own library, which is linked in for its controls.
  if (readFileSync(join(out, `${name}.js`), 'utf8').includes('snippets/')) {
    throw new Error('ram-author-web calls the bridge, which only the page has');
  }
  rmSync(join(out, 'snippets'), { recursive: true, force: true });
  // yew marks elements and events by properties, and page and module are two programs with one yew each: under the same
  // names they would take each other's events for their own.
  const script = join(out, `${name}.js`);
  const glue = readFileSync(script, 'utf8');
  if (!glue.includes('.__yew_subtree_id') || !glue.includes('.__yew_listener_id')) {
    throw new Error('yew names its marks otherwise: see how it tells its events from those of another program');
  }
  writeFileSync(script, glue.replaceAll('.__yew_', '.__author_yew_'));
  const { build, transform } = await import('esbuild');
  await build({
    entryPoints: [join(styles, 'late.css')],
    bundle: true,
    minify: true,
    charset: 'utf8',
    target: ['chrome105', 'firefox104', 'safari15.6'],
    outfile: join(out, `${name}.css`),
    logLevel: 'warning',
  });
  if (isRelease) {
    const program = join(out, `${name}_bg.wasm`);
    // What Rust's target has by default.
    const features = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];
    run('wasm-opt', '-Oz', ...features.map((feature) => `--enable-${feature}`), program, '--output', program);
    const options = { minify: true, format: 'esm', target: 'es2022', charset: 'utf8' };
    writeFileSync(script, (await transform(readFileSync(script, 'utf8'), options)).code);
  }
  writeFileSync(stamp, made);
}
