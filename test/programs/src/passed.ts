// Objects of the program's own that come back as steps of an iteration, whose promises are settled when they are given.
import { pass } from 'passer';

void (async () => {
  const items = [{ name: 'first' }, { name: 'second', run: () => 'ran' }];
  for await (const item of pass(items)) console.log(item, items.includes(item), item.run?.());
  for await (const item of pass([{ name: 'third' }, 'fourth', [new Date(5)]])) console.log(item);
})();
