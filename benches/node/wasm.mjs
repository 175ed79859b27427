// Measures ram-policy as WebAssembly: node wasm.mjs <folder that wasm-bindgen wrote>
// Prints lines for `cargo xtask bench`: figure, whose, value.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { Set: Policies, Many, verdict, load } = createRequire(import.meta.url)(resolve(process.argv[2], "bench_wasm.js"));

const print = (figure, whose, value) => console.log(`${figure}\t${whose}\t${value}`);
const now = () => Number(process.hrtime.bigint());

/** The least time of one call in nanoseconds, of several rounds. */
function least(rounds, calls, call) {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = now();
    for (let i = 0; i < calls; i++) call(i);
    best = Math.min(best, (now() - start) / calls);
  }
  return best;
}

for (const n of [10, 1000]) {
  const policies = new Policies(n);
  const questions = Array.from({ length: 1000 }, (_, i) => policies.question(i));
  const expected = questions.map((question, i) => policies.decide_indexed(i, question));
  questions.forEach((question, i) => {
    if (policies.decide(question) !== expected[i]) throw new Error(question);
  });
  const figure = `decide, wasm called from JS, N = ${n} (us)`;
  print(figure, "ours", least(30, 1000, (i) => policies.decide(questions[i])) / 1e3);
  print(figure, "indexed", least(30, 1000, (i) => policies.decide_indexed(i, questions[i])) / 1e3);
  print(figure, "scan", least(10, 1000, (i) => policies.decide_scan(i, questions[i])) / 1e3);
  const text = policies.text();
  const trace = `policy text to verdict and trace, wasm, N = ${n} (us)`;
  print(trace, "ours", least(30, n > 100 ? 1 : 100, (i) => verdict(text, questions[i % 1000])) / 1e3);
  if (n === 10) {
    print("evaluate with trace, inside wasm, N = 10 (us)", "ours", least(30, 1, () => policies.evaluate(1000)) / 1e6);
  }
  policies.free();
}
const large = new Policies(10000);
const text = large.text();
large.free();
print("load, wasm, N = 10000 (ms)", "ours", least(8, 1, () => load(text)) / 1e6);
print("load, wasm, N = 10000 (ms)", "JSON.parse of Node.js", least(8, 1, () => JSON.parse(text)) / 1e6);
const many = new Many();
print("decide_many, wasm, 2,000,000 (ms)", "ours", least(20, 1, () => many.decide_many()) / 1e6);
print("who can, wasm, 200 principals (us)", "ours", least(20, 100, () => many.who_can()) / 1e3);
