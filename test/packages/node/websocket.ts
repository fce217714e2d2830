// The global WebSocket and EventSource, where Node has them: by a flag, if need be.
const WS = (globalThis as any).WebSocket as typeof WebSocket | undefined;
console.log('~ WebSocket', typeof WS, typeof (globalThis as any).EventSource, process.version);
if (typeof WebSocket === 'function') {
  const ws = new WebSocket(`ws://${process.env['PEER']}/path?q=1`);
  ws.binaryType = 'arraybuffer';
  console.log(ws.readyState, ws instanceof WebSocket, ws instanceof EventTarget, WebSocket.OPEN, ws.url.endsWith('/path?q=1'));
  ws.onopen = (e) => { console.log('open', e.type, ws.readyState); ws.send('one'); ws.send(new Uint8Array([1, 2, 3])); };
  const seen: string[] = [];
  await new Promise<void>((done) => {
    ws.addEventListener('message', (event) => {
      const { data } = event;
      console.log('message', typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer).join(), event.origin.startsWith('ws://'));
      seen.push('x');
      if (seen.length === 3) ws.send('close');
    });
    ws.onerror = (e) => { console.log('error', e.type); };
    ws.addEventListener('close', (e) => { console.log('close', e.code, e.reason, e.wasClean, ws.readyState); done(); }, { once: true });
  });
  const bad = new WebSocket('ws://127.0.0.1:1');
  await new Promise<void>((done) => { bad.onerror = (e) => { console.log('refused', e.type); done(); }; });
  try { new WebSocket('nonsense'); } catch (error) { console.log((error as Error).name); }
}
if (typeof EventSource === 'function') {
  const source = new EventSource(`http://${process.env['PEER']}/events`);
  console.log(source.readyState, source.withCredentials, source instanceof EventTarget);
  await new Promise<void>((done) => {
    source.onopen = () => { console.log('opened', source.readyState); };
    source.addEventListener('tick', (e) => { console.log('tick', (e as MessageEvent).data, (e as MessageEvent).lastEventId); });
    source.onmessage = (e) => { console.log('message', e.data); };
    source.onerror = (e) => { console.log('ended', e.type); source.close(); done(); };
  });
  console.log(source.readyState);
}
console.log('done'); console.log('1'); console.log('2');
process.exit(0);
