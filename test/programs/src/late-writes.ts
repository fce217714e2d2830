// What packages write, in their own time, into data that they were given.
import { collect, queue, fill, Feed, load, models } from 'keeper';

async function main(): Promise<void> {
  const list: any[] = []; await new Promise((d) => { collect(list, (n: number) => { console.log('collected', n, list.length, JSON.stringify(list.map((x) => x.n))); d(0); }); });
  const items: any[] = ['own']; const q = queue(items); q.push('x').push('y'); await new Promise((d) => { setImmediate(d); }); items.push('mine'); console.log(q.size(), items.join()); console.log(await q.drained(), items.join());
  const buf = Buffer.alloc(4, '.'), map = new Map(), state: any = { own: { a: 1 } }; const own = state.own;
  await new Promise((d) => { fill(buf, map, state, (i: number) => { console.log(buf.toString(), [...map.keys()].join(), state.count, state.nested.list[0], state.own === own); state.mine = () => i; if (i === 2) d(0); }); });
  console.log(typeof state.mine, state.mine());
  const rows: any[] = []; const feed = new Feed(rows); feed.on('rows', () => { console.log('rows', rows.join(), feed.rows === rows); }); await new Promise((d) => { feed.on('end', () => { console.log('end', JSON.stringify(rows)); d(0); }); });
  console.log(Object.keys(models)); load();
  await new Promise((d) => { setTimeout(d, 5); });
  console.log(Object.keys(models), new models.User('ada').name, models.list.join());
  models.own = () => 'mine';
  await new Promise((d) => { setTimeout(d, 20); });
  console.log(Object.keys(models), models.own(), models.list.length, 'gone' in models);
}
void main();
