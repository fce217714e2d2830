// Components of the program, rendered by packages of the outside: to a string, to a stream that waits, to a terminal.
import { Component, createContext, memo, Suspense, use, useContext, useEffect, useId, useMemo, useReducer, useState } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { Box, render, Text, useApp } from 'ink';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

const Theme = createContext('light');
const Item = memo(({ n }: { n: number }) => <li id={useId()} className={useContext(Theme)}>{n}</li>);
class Old extends Component<{ name: string }> {
  override state = { on: true };
  override render() { return <b>{this.props.name} {String(this.state.on)}</b>; }
}
function List({ items }: { items: number[] }) {
  const [count] = useState(() => items.length);
  const doubled = useMemo(() => items.map((n) => n * 2), [items]);
  return <Theme.Provider value="dark"><ul data-count={count}>{doubled.map((n) => <Item key={n} n={n} />)}</ul><Old name="old" /></Theme.Provider>;
}
console.log(renderToString(<List items={[1, 2, 3]} />));

const loaded = setTimeout(5, 'loaded');
const Late = () => <p>{use(loaded)}</p>;
const page = new PassThrough();
const { pipe } = renderToPipeableStream(<Suspense fallback={<i>wait</i>}><Late /></Suspense>, { onShellReady() { console.log('shell'); }, onAllReady() { console.log('all'); pipe(page); } });
for await (const chunk of page) console.log(String(chunk).replace(/<script>.*/s, ''));

class Guard extends Component<{ children: unknown }> {
  override state = { error: '' };
  static getDerivedStateFromError(error: Error) { return { error: error.message }; }
  override render() { return this.state.error === '' ? this.props.children : <Text color="red">caught {this.state.error}</Text>; }
}
function Bad(): never { throw new Error('bad'); }
function Counter() {
  const [n, add] = useReducer((before: number, more: number) => before + more, 0);
  const { exit } = useApp();
  useEffect(() => {
    if (n >= 3) exit();
    const timer = globalThis.setTimeout(add, 5, 1);
    return () => { clearTimeout(timer); };
  }, [n]);
  return <Box flexDirection="column"><Text color="green">count {n}</Text><Guard><Bad /></Guard></Box>;
}
await render(<Counter />, { debug: true, patchConsole: false }).waitUntilExit();
console.log('\ndone');
