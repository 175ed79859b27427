// Measures bench-wasm in Node.js, and weighs bench-alone: `node run.mjs <measured>.wasm <weighed>.wasm`. A line for
// each: figure, whose, value.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const [measured, weighed] = process.argv.slice(2).map((file) => readFileSync(file));
const { instance } = await WebAssembly.instantiate(measured, {});
const wasm = instance.exports;
const ENGINES = ["ours", "indexed", "scan"];

let memory = new Uint8Array(wasm.memory.buffer);
const view = () => {
  // Memory that grows is another buffer.
  if (memory.buffer !== wasm.memory.buffer) memory = new Uint8Array(wasm.memory.buffer);
  return memory;
};
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text that WebAssembly has put into the room. */
const taken = (length) => {
  const start = wasm.room(length);
  return decoder.decode(view().slice(start, start + length));
};
/** Puts a text into the room; gives its length in bytes. All texts here are ASCII. */
const put = (text) => {
  const start = wasm.room(text.length);
  return encoder.encodeInto(text, view().subarray(start, start + text.length)).written;
};

const print = (figure, whose, value) => console.log(`${figure}\t${whose}\t${value}`);
const fail = (what) => {
  throw new Error(what);
};

/** So long each call is made before it is measured, so that the engine has compiled it at its best; in milliseconds. */
const WARM_UP = 200;
/** So long a round lasts, or as long as one call takes. */
const ROUND = 10;
/** A round that gives the time of one call, in milliseconds. */
const mean = (call) => {
  const begun = performance.now();
  let warm = 0;
  for (; performance.now() - begun < WARM_UP; warm++) call();
  const calls = Math.ceil((warm * ROUND) / (performance.now() - begun));
  return () => {
    const start = performance.now();
    for (let n = 0; n < calls; n++) call();
    return (performance.now() - start) / calls;
  };
};
/** A round that gives the median over items of the time that one call takes, in milliseconds. */
const median = (items, calls, call) => () => {
  const times = items.map((item) => {
    const start = performance.now();
    for (let n = 0; n < calls; n++) call(item);
    return (performance.now() - start) / calls;
  });
  return times.sort((a, b) => a - b)[times.length >> 1];
};
/** The least of several rounds for each engine. They take turns: when the machine is slow, it is slow for all. */
const compare = (figure, unit, rounds, engines) => {
  const best = engines.map(() => Infinity);
  for (let turn = 0; turn < rounds; turn++) {
    for (const [engine, [, round]] of engines.entries()) best[engine] = Math.min(best[engine], round());
  }
  for (const [engine, [whose]] of engines.entries()) print(figure, whose, best[engine] / unit);
};
const MS = 1;
const US = 1e-3;
const each = (round) => ENGINES.map((whose, engine) => [whose, round(engine)]);

for (const n of [10, 1000]) {
  wasm.prepare(n);
  const questions = Array.from({ length: 1000 }, (_, place) => taken(wasm.question(place)));
  const text = taken(wasm.policy());
  for (const [place, question] of questions.entries()) {
    const [ours, ...others] = ENGINES.map((_, engine) => wasm.decide(engine, put(question)));
    if (others.some((other) => other !== ours)) fail(`question ${place} of N = ${n}: ${[ours, ...others]}`);
  }
  const decide = each((engine) => median(questions, 50, (question) => wasm.decide(engine, put(question))));
  compare(`decide, wasm called from JavaScript, N = ${n} (us)`, US, 10, decide);
  if (n === 10) {
    // A call evaluates all thousand questions.
    const evaluate = [["ours", mean(() => wasm.evaluate())]];
    compare("evaluate with trace, inside wasm, N = 10 (us)", MS, 50, evaluate);
  }
  const verdict = each((engine) => mean(() => wasm.verdict(engine, put(text), 7)));
  compare(`text to verdict (ours with trace), wasm, N = ${n} (us)`, US, 50, verdict);
}

wasm.prepare(10000);
const large = taken(wasm.policy());
const load = each((engine) => mean(() => wasm.load(engine, put(large)) === 10000 || fail("load")));
compare("load, wasm, N = 10000 (ms)", MS, 20, load);

wasm.prepare_organisation();
if (wasm.who_can(0) !== wasm.who_can(1) || wasm.decide_many(0) !== wasm.decide_many(1)) fail("tables differ");
const many = [
  ["ours", mean(() => wasm.decide_many(0))],
  ["indexed", mean(() => wasm.decide_many(1))],
];
compare("decide_many, wasm, 200 x 500 x 20 (ms)", MS, 50, many);
const able = [
  ["ours", mean(() => wasm.who_can(0))],
  ["scan", mean(() => wasm.who_can(1))],
];
compare("who can, wasm, 200 users (us)", US, 50, able);

/** A module without its custom sections: names and debugging information. */
const bare = (bytes) => {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const start = at;
    let [size, shift, byte] = [0, 0, 0];
    at += 1;
    do {
      byte = bytes[at++];
      size += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte & 0x80);
    at += size;
    if (bytes[start] !== 0) kept.push(bytes.subarray(start, at));
  }
  return Buffer.concat(kept);
};
print("ram-policy as WebAssembly, brotli (KB)", "ours", brotliCompressSync(bare(weighed)).length / 1000);
