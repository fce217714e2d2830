// navigator.locks, where Node has them (24).
const locks = (globalThis as any).navigator?.locks;
console.log('~ locks', locks === undefined ? 'none' : 'some');
if (locks !== undefined) {
  const order: string[] = [];
  const held = locks.request('a', async (lock: any) => { order.push(`a held ${lock.name} ${lock.mode}`); await new Promise((d) => setTimeout(d, 5)); order.push('a released'); return 7; });
  const second = locks.request('a', () => { order.push('second'); return 8; });
  const none = locks.request('a', { ifAvailable: true }, (lock: any) => { order.push(`available ${lock === null}`); });
  const shared = await Promise.all([locks.request('b', { mode: 'shared' }, async () => { order.push('s1'); await null; order.push('s1 end'); }), locks.request('b', { mode: 'shared' }, async () => { order.push('s2'); })]);
  const state = await locks.query();
  order.push(`held ${state.held.map((l: any) => l.name).join()} pending ${state.pending.length}`);
  const controller = new AbortController();
  const aborted = locks.request('a', { signal: controller.signal }, () => { order.push('never'); }).catch((e: Error) => { order.push(e.name); });
  controller.abort();
  await aborted;
  console.log(await held, await second, await none, shared.length);
  await locks.request('c', () => { throw new RangeError('inside'); }).catch((e: Error) => { order.push(e.name); });
  console.log(order.join('\n'));
}
const nav = (globalThis as any).navigator;
if (nav !== undefined) { console.log('~', nav.userAgent, nav.hardwareConcurrency, nav.language, nav.platform); }
console.log('end'); console.log('1'); console.log('2'); console.log('3');
