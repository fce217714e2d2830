// A debugger in a few lines: attaches to an inspector, stops at a line of a TypeScript source, prints where it stopped,
// what the scopes of the function there show, and the value of an expression; waits, goes on.
//   node --experimental-websocket pause.mjs <address> <script> <source line> <expression> <milliseconds>
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const [address, script, line, expression, milliseconds] = process.argv.slice(2);
const map = new SourceMap(JSON.parse(readFileSync(`${script}.map`, 'utf8')));
const generated = readFileSync(script, 'utf8').split('\n');
const entries = generated.flatMap((text, at) => Array.from(text, (_, column) => map.findEntry(at, column))).filter(({ originalLine }) => originalLine === Number(line) - 1);

const socket = new WebSocket(address);
let count = 0;
const answers = new Map();
const send = (method, params = {}) => new Promise((resolve) => {
  answers.set(++count, resolve);
  socket.send(JSON.stringify({ id: count, method, params }));
});

/** Variables of the innermost function, as a debugger lists them: name and value. */
async function variables(scopeChain) {
  const own = scopeChain.slice(0, scopeChain.findIndex(({ type }) => type === 'local') + 1);
  const lists = await Promise.all(own.map(({ object: { objectId } }) => send('Runtime.getProperties', { objectId, ownProperties: true })));
  return Object.fromEntries(lists.flatMap(({ result }) => result.map(({ name, value }) => [name, value?.value ?? value?.type])));
}

async function paused({ callFrames, reason }) {
  const [{ callFrameId, location, functionName, scopeChain }] = callFrames;
  const { originalSource, originalLine } = map.findEntry(location.lineNumber, location.columnNumber);
  // The stop before the first line of the program.
  if (reason === 'Break on start' || originalLine !== Number(line) - 1) return send('Debugger.resume');
  const { result } = await send('Debugger.evaluateOnCallFrame', { callFrameId, expression });
  console.log(JSON.stringify({ source: originalSource, line: originalLine + 1, function: functionName, variables: await variables(scopeChain), value: result.value }));
  setTimeout(() => { send('Debugger.resume').then(() => socket.close()); }, Number(milliseconds));
}

socket.addEventListener('message', ({ data }) => {
  const { id, method, params, result } = JSON.parse(data);
  if (id !== undefined) answers.get(id)(result);
  else if (method === 'Debugger.paused') void paused(params);
});
socket.addEventListener('open', async () => {
  await send('Debugger.enable');
  await send('Debugger.setBreakpointByUrl', { url: `file://${script}`, lineNumber: entries[0].generatedLine, columnNumber: entries[0].generatedColumn });
  await send('Runtime.runIfWaitingForDebugger');
});
