// Asks Cedar (WebAssembly) and Casbin the questions in the file of sets that bench-peers writes:
// `node run.mjs <file>`. A line for each figure: figure, whose, value.
import { readFileSync } from "node:fs";
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { newEnforcer, newModelFromString } from "casbin";

const print = (figure, whose, value) => console.log(`${figure}\t${whose}\t${value}`);
/** The median over items of the time that one call takes, in microseconds. */
const median = (items, calls, call) => {
  const times = items.map((item) => {
    const start = performance.now();
    for (let n = 0; n < calls; n++) call(item);
    return (1e3 * (performance.now() - start)) / calls;
  });
  return times.sort((a, b) => a - b)[times.length >> 1];
};
const check = (whose, questions, ask) => {
  for (const question of questions) {
    if (ask(question) !== question.allowed) throw new Error(`${whose}: ${JSON.stringify(question)}`);
  }
};

const star = (text, pattern) => {
  const [first, ...parts] = pattern.split("*");
  if (parts.length === 0) return text === pattern;
  if (!text.startsWith(first)) return false;
  const last = parts.pop();
  let rest = text.slice(first.length);
  for (const part of parts) {
    const at = rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return rest.endsWith(last);
};
const holds = (context, test) => {
  const [ip, team, time, mfa] = context.split("|");
  const [kind, ...rest] = test.split("|");
  if (kind === "ip") return ip.startsWith(rest[0]);
  if (kind === "team") return rest.includes(team);
  if (kind === "before") return time.slice(0, 4) < rest[0];
  return kind === "mfa" ? mfa === "true" : true;
};

for (const set of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const figure = `decide, wasm called from JavaScript, N = ${set.n} (us)`;
  const calls = set.n <= 10 ? 20 : 1;

  const read = preparsePolicySet("set", { staticPolicies: set.cedar });
  if (read.type !== "success") throw new Error(JSON.stringify(read));
  const cedar = ({ act, res, ip, team, time, mfa }) => {
    const extension = (fn, arg) => ({ __extn: { fn, arg } });
    const answer = statefulIsAuthorized({
      principal: { type: "User", id: "user" },
      action: { type: "Action", id: "call" },
      resource: { type: "Thing", id: "any" },
      context: { act, res, team, mfa, ip: extension("ip", ip), time: extension("datetime", time) },
      preparsedPolicySetId: "set",
      validateRequest: false,
      entities: [],
    });
    if (answer.type !== "success") throw new Error(JSON.stringify(answer));
    return answer.response.decision === "allow";
  };
  check("cedar-wasm", set.questions, cedar);
  print(figure, "cedar-wasm", median(set.questions, calls, cedar));

  const enforcer = await newEnforcer(newModelFromString(set.casbinModel));
  await enforcer.addFunction("star", star);
  await enforcer.addFunction("holds", holds);
  await enforcer.addPolicies(set.casbin);
  const casbin = ({ act, res, casbin: context }) => enforcer.enforceSync(act, res, context);
  check("casbin (npm)", set.questions, casbin);
  print(figure, "casbin (npm)", median(set.questions, calls, casbin));
}
