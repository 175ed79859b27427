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

/** The least of several rounds, in milliseconds; each round lasts some 10 ms. */
const least = (call) => {
  let calls = 1;
  let best = Infinity;
  for (let round = 0; round < 12; round++) {
    const start = performance.now();
    for (let n = 0; n < calls; n++) call();
    const time = performance.now() - start;
    best = Math.min(best, time / calls);
    if (time < 10) calls = Math.ceil(calls * Math.min(10, 12 / Math.max(time, 0.01)));
  }
  return best;
};
/** The median over items of the time that one call takes, in milliseconds; the least of five rounds. */
const median = (items, calls, call) => {
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const times = items.map((item) => {
      const start = performance.now();
      for (let n = 0; n < calls; n++) call(item);
      return (performance.now() - start) / calls;
    });
    best = Math.min(best, times.sort((a, b) => a - b)[times.length >> 1]);
  }
  return best;
};

for (const n of [10, 1000]) {
  wasm.prepare(n);
  const questions = Array.from({ length: 1000 }, (_, place) => taken(wasm.question(place)));
  const text = taken(wasm.policy());
  for (const [place, question] of questions.entries()) {
    const [ours, ...others] = ENGINES.map((_, engine) => wasm.decide(engine, put(question)));
    if (others.some((other) => other !== ours)) fail(`question ${place} of N = ${n}: ${[ours, ...others]}`);
  }
  for (const [engine, whose] of ENGINES.entries()) {
    const ask = (question) => wasm.decide(engine, put(question));
    print(`decide, wasm called from JavaScript, N = ${n} (us)`, whose, 1e3 * median(questions, 50, ask));
  }
  if (n === 10) print("evaluate with trace, inside wasm, N = 10 (us)", "ours", least(() => wasm.evaluate()));
  for (const [engine, whose] of ENGINES.entries()) {
    const figure = `text to verdict (ours with trace), wasm, N = ${n} (us)`;
    print(figure, whose, 1e3 * least(() => wasm.verdict(engine, put(text), 7)));
  }
}

wasm.prepare(10000);
const large = taken(wasm.policy());
for (const [engine, whose] of ENGINES.entries()) {
  print("load, wasm, N = 10000 (ms)", whose, least(() => wasm.load(engine, put(large)) === 10000 || fail("load")));
}

wasm.prepare_organisation();
if (wasm.who_can(0) !== wasm.who_can(1) || wasm.decide_many(0) !== wasm.decide_many(1)) fail("tables differ");
for (const [engine, whose] of ENGINES.slice(0, 2).entries()) {
  print("decide_many, wasm, 200 x 500 x 20 (ms)", whose, least(() => wasm.decide_many(engine)));
}
print("who can, wasm, 200 users (us)", "ours", 1e3 * least(() => wasm.who_can(0)));
print("who can, wasm, 200 users (us)", "scan", 1e3 * least(() => wasm.who_can(1)));

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
