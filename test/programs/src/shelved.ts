// Objects of a package that the program puts into lists, maps and objects of the same package, which uses them there whenever it likes.
import { item, later, look, own, shelf } from 'shelves';

void (async () => {
  const first = shelf();
  const { items } = first;
  console.log(first.label(), items.length);
  items.push(item('a'));
  console.log(own(first), look(first), items[0] === first.items[0], items[0].describe());
  const waits = later(first);
  items.push(item('b'));
  console.log(await waits, items.map(({ name }: { name: string }) => name), own(first));
  const second = shelf();
  const { byName, top } = second;
  byName.set('c', item('c'));
  top.d = item('d');
  console.log(await later(second), byName.get('c').name, top.d.describe(), second.top.d === top.d);
  const others = await Promise.all(['e', 'f', 'g'].map(async (name) => {
    const other = shelf();
    const list = other.items;
    await null;
    list.push(item(name));
    await null;
    return later(other);
  }));
  console.log(others, own(first));
})();
